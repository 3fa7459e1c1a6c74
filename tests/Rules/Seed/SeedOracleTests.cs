using System.Text.Json.Nodes;
using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Seed;

/// <summary>Our rules over events that nobody here made, against counts that an independent script made.</summary>
public sealed class SeedOracleTests
{
    public static TheoryData<string, int> Files => new() { { SeedFile.June, 1 }, { SeedFile.June, 8 }, { SeedFile.Flu, 1 }, { SeedFile.Flu, 5 } };

    [Theory]
    [MemberData(nameof(Files))]
    public void Rows_events_duplicates_types_and_patients_are_those_of_the_oracle(string name, int partitions)
    {
        var seed = SeedFile.Read(name, partitions);

        Assert.Equal(Number(seed.Oracle["rows"]), seed.Rows);
        Assert.Equal(Number(seed.Oracle["distinct_events"]), seed.Distinct.Count);
        Assert.Equal(Number(seed.Oracle["duplicate_rows"]), seed.Rows - seed.Distinct.Count);
        Assert.Equal(Counts(seed.Oracle["event_types_distinct"]), Count(seed.Distinct.Select(d => d.Cleaned.EventType)));
        Assert.Equal(Number(seed.Oracle["distinct_patients"]), seed.Patients.Count());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Flags_are_those_of_the_oracle_one_by_one_and_by_exact_value(string name, int partitions)
    {
        var seed = SeedFile.Read(name, partitions);
        var texts = seed.Distinct.Select(d => FlagText.Of(d.Cleaned.Flags)).ToArray();

        Assert.Equal(Counts(seed.Oracle["readme_null_admission_kept"]?["by_exact_value"]), Count(texts));
        Assert.Equal(Counts(seed.Oracle["readme_null_admission_kept"]?["by_flag"]), Count(texts.SelectMany(t => t.Split('|'))));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Nulls_negative_lengths_and_lost_hospitals_are_those_of_the_oracle(string name, int partitions)
    {
        var seed = SeedFile.Read(name, partitions);
        int Extra(ExtraFlags flag) => seed.Distinct.Count(d => d.Cleaned.Extra.HasFlag(flag));

        var nulls = Counts(seed.Oracle["nulls_distinct"]);
        Assert.Equal(nulls["gender"], Extra(ExtraFlags.MissingGender));
        Assert.Equal(nulls["age"], Extra(ExtraFlags.MissingAge));
        Assert.Equal(nulls["diagnosis_code"], Extra(ExtraFlags.MissingDiagnosis));
        Assert.Equal(nulls["insurance_type"], Extra(ExtraFlags.MissingInsurance));
        Assert.Equal(nulls["admission_time"], Extra(ExtraFlags.NullAdmissionTime));
        Assert.Equal(Number(seed.Oracle["raw_negative_los_distinct"]), seed.Distinct.Count(d => d.Sent.LengthOfStayHours < 0));
        Assert.Equal(Number(seed.Oracle["hospital_UNKNOWN_recoverable_from_bed_id"]), Extra(ExtraFlags.HospitalFromBed));
        Assert.Equal(Number(seed.Oracle["age_zero_valid_but_injected_or_real"]), seed.Distinct.Count(d => d.Cleaned.Age == 0));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Patients_open_at_the_end_are_those_of_the_oracle_in_the_stays_and_in_the_wards(string name, int partitions)
    {
        var seed = SeedFile.Read(name, partitions);
        var open = Number(seed.Oracle["patients_open_at_end"]);
        var wards = new Wards();
        foreach (var (patient, _, outcome) in seed.Patients) wards.Tell(patient, outcome.Movements);

        Assert.Equal(open, seed.Patients.Count(p => p.Snapshot.OpenStay is not null));
        Assert.Equal(open, wards.Departments.Values.Sum(d => d.Present.Count));
        Assert.Equal(open, wards.Present.Count(c => c.BedId is not null));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_discharge_ends_a_stay_and_no_length_is_negative(string name, int partitions)
    {
        var seed = SeedFile.Read(name, partitions);
        var stays = seed.Patients.SelectMany(p => p.Snapshot.Stays).ToArray();

        Assert.Equal(seed.Distinct.Count(d => d.Cleaned.Kind == EventKind.Discharge), stays.Count(s => !s.IsOpen));
        Assert.Equal(seed.Distinct.Count(d => d.Cleaned.Kind == EventKind.Admission), stays.Length);
        Assert.All(stays, s => Assert.True(s.DischargeTime is null || s.DischargeTime >= s.AdmissionTime));
        Assert.DoesNotContain(seed.Distinct, d => d.Cleaned.LengthOfStayHours < 0);
    }

    [Theory]
    [InlineData(SeedFile.June, 55, 30)]
    [InlineData(SeedFile.Flu, 52, 23)]
    public void The_sent_length_is_lost_in_Silver_and_recomputed_in_Gold_where_a_discharge_names_a_future_admission(
        string name, int discharges, int sentPositive)
    {
        var pushed = SeedFile.Read(name).Distinct
            .Where(d => d.Cleaned.Kind == EventKind.Discharge && d.Cleaned.Flags.HasFlag(QualityFlags.FutureAdmission)).ToArray();

        Assert.Equal(discharges, pushed.Length);
        Assert.Equal(sentPositive, pushed.Count(d => d.Sent.LengthOfStayHours >= 0));
        Assert.All(pushed, d => Assert.Null(d.Cleaned.LengthOfStayHours));
        Assert.All(pushed.Where(d => d.Sent.LengthOfStayHours >= 0), d => Assert.Equal(
            d.Sent.LengthOfStayHours ?? -1,
            StayLength.Hours(d.Outcome.AdmissionTime ?? default, d.Outcome.DischargeTime ?? default), tolerance: 0.0051));
    }

    private static int Number(JsonNode? node) => Must.Have(node).GetValue<int>();

    private static SortedDictionary<string, int> Counts(JsonNode? node) =>
        new(Must.Have(node).AsObject().ToDictionary(p => p.Key, p => Number(p.Value)), StringComparer.Ordinal);

    private static SortedDictionary<string, int> Count(IEnumerable<string?> texts) =>
        new(texts.CountBy(t => t ?? "").ToDictionary(), StringComparer.Ordinal);
}
