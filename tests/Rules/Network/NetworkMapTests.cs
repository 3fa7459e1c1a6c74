using PatientFlow.Network;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Network;

public sealed class NetworkMapTests
{
    [Theory]
    [InlineData("H3-SUR-15", "H3-SUR-15")]
    [InlineData("H3-SUR-1", "H3-SUR-1")]
    [InlineData("H3-SUR-30", "H3-SUR-30")]
    [InlineData("H3-SUR-007", "H3-SUR-7")]
    [InlineData("H3-SUR-0", null)]
    [InlineData("H3-SUR-31", null)]
    [InlineData("H3-SUR-+1", null)]
    [InlineData("H3-SUR- 1", null)]
    [InlineData("H3-SUR-1 ", "H3-SUR-1")]
    [InlineData("\t\u00A0h3-sur-15\u2003", "H3-SUR-15")]
    [InlineData("h3-Sur-007", "H3-SUR-7")]
    [InlineData("H3-SUR-1\0", null)]
    [InlineData("H3-SUR-\u0661", null)]
    [InlineData("H3 -SUR-1", null)]
    [InlineData("H03-SUR-1", null)]
    [InlineData("H3-SUR", null)]
    [InlineData("H8-SUR-1", null)]
    [InlineData("h3-SUR-1", "H3-SUR-1")]
    [InlineData("  ", null)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("H3-SUR-99999999999", null)]
    public void A_bed_is_one_within_the_capacity_of_its_department(string id, string? bed)
    {
        var found = Networks.Seed.FindBed(id);

        Assert.Equal(bed, found?.BedId);
        if (bed is not null) Assert.Equal((3, "Surgery", "H3-SUR"), (found?.HospitalId, found?.Department, found?.DepartmentKey));
    }

    [Fact]
    public void Keys_of_departments_are_unique_positive_and_independent_of_the_order_of_the_file()
    {
        var seed = NetworkDefinition.Seed();
        var turned = new NetworkMap(seed with
        {
            Departments = [.. seed.Departments.Reverse()],
            Hospitals = [.. seed.Hospitals.Reverse()],
        });
        static Dictionary<string, long> Keys(NetworkMap map) => map.Units.ToDictionary(u => u.Key, u => u.DepartmentSk);

        Assert.Equal(Keys(Networks.Seed), Keys(turned));
        Assert.Equal(49, Keys(turned).Values.Distinct().Count());
        Assert.All(turned.Units, u => Assert.True(u.DepartmentSk > 0));
    }

    [Fact]
    public void A_department_keeps_its_key_when_others_come()
    {
        var seed = NetworkDefinition.Seed();
        var more = new NetworkMap(seed with
        {
            Departments = [new DepartmentDefinition { Name = "Attic", Code = "A" }, .. seed.Departments],
            Hospitals = [new HospitalDefinition { Id = 8, Name = "Eighth", Beds = new Dictionary<string, int> { ["A"] = 1 } }, .. seed.Hospitals],
        });

        Assert.Equal(50, more.Units.Length);
        Assert.All(Networks.Seed.Units, u => Assert.Equal(u.DepartmentSk, more.Find(u.Key)?.DepartmentSk));
    }

    [Fact]
    public void Codes_that_begin_alike_have_different_keys_up_to_the_largest_hospital_number()
    {
        string[] codes = ["A", "A0", "A00", "AA", "0", "00", "Z", "ZZZZZZ", "999999", "000000", "A9", "B"];
        var map = new NetworkMap(new NetworkDefinition
        {
            Name = "N",
            Departments = [.. codes.Select(c => new DepartmentDefinition { Name = c, Code = c })],
            Hospitals = [.. new[] { 1, 2, int.MaxValue }.Select(id => new HospitalDefinition
            {
                Id = id, Name = $"H{id}", Beds = codes.ToDictionary(c => c, _ => 1),
            })],
        });

        Assert.Equal(36, map.Units.Select(u => u.DepartmentSk).Distinct().Count());
        Assert.All(map.Units, u => Assert.True(u.DepartmentSk > 0));
    }
}
