using System.Collections.Immutable;
using PatientFlow.Calls;
using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>Everything a patient knows after an event. Immutable: the next event creates the next snapshot.</summary>
[GenerateSerializer, Immutable, Alias("patient-snapshot")]
public sealed record PatientSnapshot
{
    /// <summary>A patient of whom nothing is known.</summary>
    public static readonly PatientSnapshot Empty = new();

    /// <summary>The last applied offset per partition. There is one entry if producers key events by patient.</summary>
    [Id(0)] public ImmutableArray<AppliedOffset> Applied { get; init; } = [];

    /// <summary>Number of events applied; it orders what departments are told.</summary>
    [Id(1)] public long Sequence { get; init; }

    /// <summary>SCD2 versions, oldest first; the last is current. Bounded; the lake has all of them.</summary>
    [Id(2)] public ImmutableArray<PatientVersion> Versions { get; init; } = [];

    /// <summary>Whether older versions exist that are not kept here.</summary>
    [Id(3)] public bool VersionsCut { get; init; }

    /// <summary>Stays, oldest first; only the last can be open. Bounded; the lake has all of them.</summary>
    [Id(4)] public ImmutableArray<Stay> Stays { get; init; } = [];

    /// <summary>Whether older stays exist that are not kept here.</summary>
    [Id(5)] public bool StaysCut { get; init; }

    /// <summary>Movements that wait for their admission, by event time.</summary>
    [Id(6)] public ImmutableArray<WaitingMovement> Waiting { get; init; } = [];

    /// <summary>Ids of the most recent events, oldest first.</summary>
    [Id(7)] public ImmutableArray<RecentEvent> Recent { get; init; } = [];

    /// <summary>Latest event time among the forgotten ids; a later event is certainly not a duplicate.</summary>
    [Id(8)] public DateTime? ForgottenUntil { get; init; }

    /// <summary>The latest vital signs by event time.</summary>
    [Id(9)] public VitalSigns? Vitals { get; init; }

    /// <summary>When they were measured, UTC.</summary>
    [Id(10)] public DateTime? VitalsAt { get; init; }

    /// <summary>Whether the patient was discharged as deceased.</summary>
    [Id(11)] public bool Deceased { get; init; }

    /// <summary>Latest event time applied, UTC.</summary>
    [Id(12)] public DateTime? LastEventTime { get; init; }

    /// <summary>
    /// Places that the stays were at before their present or last one, oldest first. Bounded; a stay has as many as it has
    /// transfers, or has some that are not kept here.
    /// </summary>
    [Id(13)] public ImmutableArray<PastPlace> PastPlaces { get; init; } = [];

    /// <summary>Who may see the patient; null if no event said.</summary>
    [Id(14)] public PrivacyMark? Privacy { get; init; }

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
