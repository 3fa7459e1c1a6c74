using System.Collections.Immutable;
using PatientFlow.Calls;
using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>Everything a patient knows after some event. Immutable: the next event makes the next snapshot.</summary>
[GenerateSerializer, Immutable, Alias("patient-snapshot")]
public sealed record PatientSnapshot
{
    /// <summary>A patient that nothing is known of.</summary>
    public static readonly PatientSnapshot Empty = new();

    /// <summary>Per partition, the last offset applied. One entry where producers key events by patient.</summary>
    [Id(0)] public ImmutableArray<AppliedOffset> Applied { get; init; } = [];

    /// <summary>Counts the events applied; orders what departments and beds are told.</summary>
    [Id(1)] public long Sequence { get; init; }

    /// <summary>SCD2 versions, oldest first, the last one current. Bounded; the lake has all.</summary>
    [Id(2)] public ImmutableArray<PatientVersion> Versions { get; init; } = [];

    /// <summary>Whether versions older than the first one here exist.</summary>
    [Id(3)] public bool VersionsCut { get; init; }

    /// <summary>Stays, oldest first; only the last can be open. Bounded; the lake has all.</summary>
    [Id(4)] public ImmutableArray<Stay> Stays { get; init; } = [];

    /// <summary>Whether stays older than the first one here exist.</summary>
    [Id(5)] public bool StaysCut { get; init; }

    /// <summary>Movements that wait for their admission, by event time.</summary>
    [Id(6)] public ImmutableArray<WaitingMovement> Waiting { get; init; } = [];

    /// <summary>Ids of the last events, oldest first.</summary>
    [Id(7)] public ImmutableArray<RecentEvent> Recent { get; init; } = [];

    /// <summary>Latest event time among the ids that were forgotten; an event after it is certainly no duplicate.</summary>
    [Id(8)] public DateTime? ForgottenUntil { get; init; }

    /// <summary>The last vital signs by event time.</summary>
    [Id(9)] public VitalSigns? Vitals { get; init; }

    /// <summary>When they were taken, UTC.</summary>
    [Id(10)] public DateTime? VitalsAt { get; init; }

    /// <summary>Whether the patient was discharged as deceased.</summary>
    [Id(11)] public bool Deceased { get; init; }

    /// <summary>Latest event time applied, UTC.</summary>
    [Id(12)] public DateTime? LastEventTime { get; init; }

    /// <summary>The stay that has not ended.</summary>
    public Stay? OpenStay => Stays.IsEmpty || !Stays[^1].IsOpen ? null : Stays[^1];

    /// <summary>The last offset of a partition that this snapshot contains, -1 for none.</summary>
    public long AppliedIn(int partition)
    {
        foreach (var applied in Applied)
            if (applied.Partition == partition)
                return applied.Offset;
        return -1;
    }
}
