using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>Where an event says that the patient is, where what it says does not agree.</summary>
public sealed class PlaceRulesTests
{
    private static readonly Place Icu7 = new()
    {
        HospitalId = 3, Department = "ICU", DepartmentKey = "H3-ICU", BedId = "H3-ICU-7",
    };

    private static readonly PatientEvent Event = SentEvent.Admission().Clean();

    [Fact]
    public void A_hospital_and_a_department_that_the_event_names_hold_and_a_bed_elsewhere_is_dropped() =>
        Assert.Equal(
            new Place { HospitalId = 5, Department = "Surgery", DepartmentKey = "H5-SUR" },
            Of(Event with { HospitalId = 5, Department = "Surgery" }));

    [Fact]
    public void A_bed_of_the_same_department_of_another_hospital_is_dropped() =>
        Assert.Equal(new Place { HospitalId = 5, Department = "ICU", DepartmentKey = "H5-ICU" }, Of(Event with { HospitalId = 5 }));

    [Fact]
    public void Where_the_event_names_no_hospital_its_bed_tells_in_which_one_the_department_is() =>
        Assert.Equal(
            new Place { HospitalId = 3, Department = "Surgery", DepartmentKey = "H3-SUR" },
            Of(Event with { HospitalId = null, Department = "Surgery" }));

    [Fact]
    public void Of_a_department_that_the_network_lacks_the_bed_tells_which_it_is() =>
        Assert.Equal(Icu7, Of(Event with { Department = "Attic" }));

    [Theory]
    [InlineData("Attic")]
    [InlineData(null)]
    public void A_hospital_holds_against_a_bed_elsewhere_though_no_department_of_it_is_named(string? department) =>
        Assert.Equal(
            new Place { HospitalId = 5, Department = department }, Of(Event with { HospitalId = 5, Department = department }));

    [Fact]
    public void A_bed_alone_tells_hospital_and_department() =>
        Assert.Equal(Icu7, Of(Event with { HospitalId = null, Department = null }));

    [Fact]
    public void Without_a_department_of_the_network_and_without_a_bed_what_the_event_says_is_kept() =>
        Assert.Equal(
            new Place { HospitalId = 3, Department = "Attic" }, Of(Event with { Department = "Attic", BedId = null }));

    [Theory]
    [InlineData("H3-ICU", "H3-ICU-7", true)]
    [InlineData("H3-ICU", null, true)]
    [InlineData(null, "H3-ICU-7", true)]
    [InlineData(null, null, false)]
    public void A_place_is_known_where_a_department_or_a_bed_could_count_it(string? department, string? bed, bool known) =>
        Assert.Equal(known, PlaceRules.IsKnown(new Place { Department = "ICU", DepartmentKey = department, BedId = bed }));

    private static Place Of(PatientEvent e) => PlaceRules.Of(e, Networks.Seed);
}
