using PatientFlow.Calls;
using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.State.Bench;

/// <summary>Patients as a cut stores them: two snapshots, one stay or two, a version, the last events.</summary>
internal static class SamplePatients
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Key(int n) => $"PAT-{n:D8}";

    public static PatientState State(int n)
    {
        var current = Snapshot(n, events: 4 + n % 9);
        return new PatientState { Exported = Snapshot(n, events: 2 + n % 5), Current = current };
    }

    private static PatientSnapshot Snapshot(int n, int events)
    {
        var random = new Random(n);
        var admitted = Start.AddMinutes(n % 400_000);
        var place = new Place { HospitalId = 1 + n % 7, Department = "Intensive Care", DepartmentKey = $"H{1 + n % 7}-ICU", BedId = $"H{1 + n % 7}-ICU-{n % 40:D2}" };
        return new PatientSnapshot
        {
            Applied = [new AppliedOffset { Partition = n % 8, Offset = n + events }],
            Sequence = events,
            Versions = [new PatientVersion { PatientSk = (long)n << 8, Gender = "F", Age = n % 100, InsuranceType = "Medicare", EffectiveFrom = admitted, ChangedOffset = n, ChangedPartition = n % 8 }],
            Stays = [.. Enumerable.Range(0, 1 + n % 2).Select(s => new Stay
            {
                StaySk = ((long)n << 8) + s, PatientSk = (long)n << 8, AdmissionTime = admitted.AddDays(s), AdmittedTo = place, Place = place,
                MovedAt = admitted.AddDays(s), DischargeTime = s < n % 2 ? admitted.AddHours(20) : null, ExpectedDischargeTime = admitted.AddDays(3),
                AdmissionPriority = "Emergency", DiagnosisCode = "I21.4", ChangedOffset = n, ChangedPartition = n % 8,
            })],
            Recent = [.. Enumerable.Range(0, events).Select(e => new RecentEvent { Key = KeyOf(random), EventTime = admitted.AddHours(e) })],
            Vitals = new VitalSigns { HeartRate = 60 + n % 50, SystolicPressure = 120, DiastolicPressure = 80, TemperatureFahrenheit = 98.6, OxygenSaturation = 97 },
            VitalsAt = admitted.AddHours(events),
            LastEventTime = admitted.AddHours(events),
        };
    }

    private static Guid KeyOf(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
