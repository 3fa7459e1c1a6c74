using PatientFlow.Network;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Network;

public sealed class NetworkFileTests
{
    private const string Ward = """{ "name": "Ward A", "code": "A" }""";
    private const string House = """{ "id": 1, "name": "North", "beds": { "A": 2 } }""";

    [Fact]
    public void The_seeds_network_has_7_hospitals_49_departments_and_1295_beds()
    {
        var seed = NetworkDefinition.Seed();

        Assert.Equal(7, seed.Hospitals.Count);
        Assert.Equal(49, Networks.Seed.Units.Length);
        Assert.Equal(1_295, Networks.Seed.Units.Sum(u => u.Capacity));
        Assert.Equal(
            [("EME", 40, 6.0), ("SUR", 30, 48.0), ("ICU", 20, 72.0), ("PED", 25, 36.0), ("MAT", 20, 48.0), ("ONC", 25, 96.0), ("CAR", 25, 60.0)],
            seed.Departments.Select(d => (d.Code, seed.Hospitals[0].Beds[d.Code], d.AverageStayHours)));
        Assert.Equal(22, seed.Departments.Sum(d => d.Spellings.Count));
        Assert.Equal(
            ["MHA Central Hospital", "MHA Lakeside Medical Center", "MHA Riverside General", "MHA Prairie Health", "MHA Summit Medical",
                "MHA Valley Care", "MHA Metro Hospital"],
            seed.Hospitals.OrderBy(h => h.Id).Select(h => h.Name));
    }

    [Fact]
    public void A_hospital_need_not_have_every_department()
    {
        Assert.Equal(["H12-A", "H12-B2", "H40-A"], Networks.Small.Units.Select(u => u.Key));
        Assert.Null(Networks.Small.Find(40, "Ward B"));
        Assert.Equal("Asia/Kolkata", Networks.Small.Find("H40-A")?.TimeZone.Id);
        Assert.Equal([(12, "North"), (40, "South")], Networks.Small.Hospitals);
    }

    [Theory]
    [InlineData("", House, "departments is empty")]
    [InlineData(Ward, "", "hospitals is empty")]
    [InlineData("""{ "name": " ", "code": "A" }""", House, "a department has no name")]
    [InlineData("""{ "name": "X", "code": "a" }""", House, "department X: code 'a' is not 1 to 6 of A-Z and 0-9")]
    [InlineData("""{ "name": "X", "code": "ABCDEFG" }""", House, "department X: code 'ABCDEFG' is not 1 to 6 of A-Z and 0-9")]
    [InlineData("""{ "name": "X", "code": "" }""", House, "department X: code '' is not 1 to 6 of A-Z and 0-9")]
    [InlineData(Ward + """, { "name": "X", "code": "A" }""", House, "code A is used by two departments")]
    [InlineData(Ward + """, { "name": "Ward A", "code": "B" }""", House, "'Ward A' means both Ward A and Ward A")]
    [InlineData(Ward + """, { "name": "X", "code": "B", "spellings": ["Ward A"] }""", House, "'Ward A' means both Ward A and X")]
    [InlineData("""{ "name": "X", "code": "A", "averageStayHours": 0 }""", House, "department X: averageStayHours must be above 0")]
    [InlineData(Ward + ", null", House, "departments, or the spellings of one, hold a null")]
    [InlineData("""{ "name": "X", "code": "A", "spellings": [null] }""", House, "departments, or the spellings of one, hold a null")]
    [InlineData(Ward, House + ", null", "hospitals hold a null")]
    [InlineData(Ward, """{ "id": 0, "name": "N", "beds": { "A": 2 } }""", "hospital id 0 is below 1")]
    [InlineData(Ward, House + "," + House, "hospital id 1 is used twice")]
    [InlineData(Ward, """{ "id": 1, "name": "", "beds": { "A": 2 } }""", "hospital 1 has no name")]
    [InlineData(Ward, """{ "id": 1, "name": "UNKNOWN", "beds": { "A": 2 } }""", "hospital 1 is named UNKNOWN")]
    [InlineData(Ward, """{ "id": 1, "name": "N", "timeZone": "Mars", "beds": { "A": 2 } }""", "hospital 1: time zone 'Mars' is not known on this machine")]
    [InlineData(Ward, """{ "id": 1, "name": "N", "beds": {} }""", "hospital 1 has no beds")]
    [InlineData(Ward, """{ "id": 1, "name": "N", "beds": { "B": 2 } }""", "hospital 1: no department has the code 'B'")]
    [InlineData(Ward, """{ "id": 1, "name": "N", "beds": { "A": 0 } }""", "hospital 1, A: 0 beds is not between 1 and 10000")]
    [InlineData(Ward, """{ "id": 1, "name": "N", "beds": { "A": 10001 } }""", "hospital 1, A: 10001 beds is not between 1 and 10000")]
    public void A_fault_is_named(string departments, string hospitals, string fault) =>
        Assert.Contains(fault, Faults($$"""{ "name": "N", "departments": [{{departments}}], "hospitals": [{{hospitals}}] }"""));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var fault = Assert.Throws<NetworkFileException>(() => Networks.Read(
            """
            {
              "name": "N", "departments": [{ "name": "X", "code": "x" }],
              "hospitals": [{ "id": 0, "name": "UNKNOWN", "timeZone": "Mars", "beds": { "Y": 0 } }]
            }
            """));

        Assert.Equal(6, fault.Faults.Count);
        Assert.StartsWith("The network file network.json cannot be used:\n  - department X: code 'x'", fault.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "name": null, "departments": [], "hospitals": [] }""")]
    [InlineData("""{ "name": "N", "departments": null, "hospitals": [] }""")]
    [InlineData("""{ "name": "N", "departments": [{ "name": "X", "code": null }], "hospitals": [] }""")]
    [InlineData("""{ "name": "N", "departments": [{ "name": "X", "code": "A", "spellings": null }], "hospitals": [] }""")]
    [InlineData("""{ "name": "N", "departments": [], "hospitals": [{ "id": 1, "name": "N", "beds": null }] }""")]
    [InlineData("""{ "name": "N", "departments": [], "hospitals": [{ "id": 1, "name": "N", "timeZone": null, "beds": {} }] }""")]
    [InlineData("""{ "name": "N", "departments": [], "hospitals": [{ "id": 1, "name": "N", "beds": { "A": 1, "A": 2 } }] }""")]
    [InlineData("""{ "name": "N", "departments": [], "hospitals": [], "wards": [] }""")]
    public void A_file_of_another_shape_is_refused_with_one_fault(string json) => Assert.Single(Faults(json));

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal("N", Networks.Read($$"""{ "name": "N", /* one */ "departments": [{{Ward}},], "hospitals": [{{House}},], }""").Name);

    private static IReadOnlyList<string> Faults(string json) =>
        Assert.Throws<NetworkFileException>(() => Networks.Read(json)).Faults;
}
