using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>
/// Rows of one partition that the lake does not hold yet. A table that is ahead of the others, because the last export
/// was cut short, gets no row twice. Owned by: one ingest turn, or one verifier.
/// </summary>
public sealed class ExportBuffer(LakePosition position, NetworkMap network)
{
    private readonly long bronzeFrom = position.Tables[BronzeTables.PatientFlow.Path];
    private readonly long quarantineFrom = position.Tables[BronzeTables.Quarantine.Path];
    private readonly long silverFrom = position.Tables[SilverTable.PatientFlow.Path];
    private readonly long censusFrom = position.Tables[CensusTable.Census.Path];
    private readonly long factFrom = position.Tables[FactTable.PatientFlow.Path];
    private readonly long bedStatusFrom = position.Tables[BedStatusTable.BedStatus.Path];
    private readonly Dictionary<long, VersionChange> versions = [];
    private readonly Dictionary<long, StayChange> stays = [];
    private readonly HashSet<int> years = [];

    /// <summary>What the lake held when this buffer began.</summary>
    public LakePosition Position { get; } = position;

    /// <summary>Rows for <c>bronze/patient_flow</c>.</summary>
    public List<BronzeRow> Bronze { get; } = [];

    /// <summary>Rows for <c>bronze/quarantine</c>.</summary>
    public List<QuarantineRow> Quarantine { get; } = [];

    /// <summary>Rows for <c>silver/patient_flow</c>.</summary>
    public List<SilverRow> Silver { get; } = [];

    /// <summary>Rows for <c>gold/fact_patient_flow</c>.</summary>
    public List<FactRow> Facts { get; } = [];

    /// <summary>Rows for <c>gold/fact_bed_status</c>.</summary>
    public List<BedStatusRow> BedStatuses { get; } = [];

    /// <summary>Changed patient versions, in their latest form.</summary>
    public ImmutableArray<VersionChange> Versions => [.. versions.Values];

    /// <summary>Changed stays, in their latest form.</summary>
    public ImmutableArray<StayChange> Stays => [.. stays.Values];

    /// <summary>Arrivals and departures that the census does not hold.</summary>
    public List<Passage> Passages { get; } = [];

    /// <summary>Years in which the rows have a day.</summary>
    public ImmutableArray<int> Years => [.. years.Order()];

    /// <summary>Last offset in the buffer; -1 for none.</summary>
    public long To { get; private set; } = -1;

    /// <summary>Number of records in the buffer.</summary>
    public int Records { get; private set; }

    /// <summary>Adds a record as it was read.</summary>
    public void Add(RecordReading reading)
    {
        var offset = reading.Bronze.Offset;
        if (offset > bronzeFrom) Bronze.Add(reading.Bronze);
        if (reading.Quarantine is { } unusable && offset > quarantineFrom) Quarantine.Add(unusable);
        To = offset;
        Records++;
    }

    /// <summary>Adds an event with its outcome.</summary>
    public void Add(PatientEvent e, EventOutcome outcome, DateTime ingestedAt, DateTime processedAt)
    {
        if (outcome.Duplicate) return;
        var silver = new SilverRow(e, outcome, ingestedAt, processedAt);
        if (e.Offset > silverFrom) Silver.Add(silver);
        if (e.Bed is { } declared && e.Offset > bedStatusFrom)
            BedStatuses.Add(new BedStatusRow(
                e, declared, outcome.Extra, network.Find(declared.DepartmentKey)?.DepartmentSk, processedAt));
        if (outcome.PatientSk is null || e.Offset <= factFrom) return;
        var fact = new FactRow(silver, PlaceRules.DepartmentOf(e, network)?.DepartmentSk);
        Facts.Add(fact);
        if (fact.AdmissionTime is { } admitted) years.Add(admitted.Year);
    }

    /// <summary>Adds the changed rows of a patient.</summary>
    public void Add(string patientId, PatientOutcome outcome)
    {
        foreach (var version in outcome.Versions)
            versions[version.PatientSk] = new VersionChange { PatientId = patientId, Version = version };
        foreach (var stay in outcome.Stays)
        {
            stays[stay.StaySk] = new StayChange { PatientId = patientId, Stay = stay };
            years.Add(stay.AdmissionTime.Year);
            if (stay.DischargeTime is { } end) years.Add(end.Year);
        }

        foreach (var passage in outcome.Passages)
        {
            if (passage.Offset > censusFrom) Passages.Add(passage);
            years.Add(CensusHour.YearOf(passage.At, network.Find(passage.DepartmentKey)?.TimeZone));
        }
    }
}
