using System.Collections.Immutable;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Export;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;
using PatientFlow.Telemetry;

namespace PatientFlow.Ingest;

/// <summary>
/// Processes deliveries of one partition: parses and cleans them, has the patients apply them, tells departments, keeps
/// the rows. It does what <see cref="IngestProtocol"/> decides, one thing at a time. Owned by: the ingest grain's turn.
/// </summary>
internal sealed class Intake(
    int partition,
    PartitionCalls calls,
    LakePosition position,
    NetworkMap network,
    IngestInstruments instruments,
    TimeProvider time)
{
    private readonly PartitionReader reader = new(partition, network);
    private readonly Dictionary<UnusableReason, long> quarantined = [];
    private ExportBuffer open = new(position, network);

    /// <summary>Records read since the start.</summary>
    public long Records { get; private set; }

    /// <summary>How many of them were duplicates.</summary>
    public long Duplicates { get; private set; }

    /// <summary>How many of them went to quarantine.</summary>
    public long Quarantined { get; private set; }

    /// <summary>The same by reason, in the order of the reasons.</summary>
    public ImmutableArray<QuarantinedCount> QuarantinedByReason =>
    [
        .. quarantined.OrderBy(q => q.Key).Select(q => new QuarantinedCount { Reason = FlagText.Of(q.Key), Records = q.Value }),
    ];

    /// <summary>What became of the last events.</summary>
    public RecentEvents Recent { get; } = new(RecentEvents.UsualMax);

    /// <summary>Beds that the last events named although they belong elsewhere.</summary>
    public RecentBedsElsewhere BedsElsewhere { get; } = new();

    /// <summary>Applies the records of a delivery after an offset. There is at least one.</summary>
    public async Task<IngestMessage.DeliveryApplied> ApplyAsync(IList<SequentialItem<RawEvent>> items, long after)
    {
        using var span = FlowMeter.Traces.StartActivity("ingest batch");
        var began = time.GetTimestamp();
        var now = time.GetUtcNow().UtcDateTime;
        var readings = new List<RecordReading>(items.Count);
        foreach (var item in items)
        {
            if (item.Token.SequenceNumber <= after) continue;
            readings.Add(reader.Read(item.Token.SequenceNumber, item.Item, now));
        }

        var groups = BatchGroups.ByPatient(readings.Select(r => r.Event).OfType<PatientEvent>());
        var applied = await calls.ApplyAsync(groups);
        await calls.TellDepartmentsAsync(applied, readings[^1].Bronze.Offset);
        span?.SetTag("patientflow.partition", partition).SetTag("patientflow.records", readings.Count);
        var (before, unusable) = (Duplicates, Quarantined);
        Keep(readings, applied, now);
        instruments.Batch(readings.Count, Duplicates - before, Quarantined - unusable, time.GetElapsedTime(began));
        return new IngestMessage.DeliveryApplied(open.To, readings.Count);
    }

    /// <summary>
    /// Begins a new buffer. Returns the rows so far, and a task that completes when every grain told of them is
    /// durable.
    /// </summary>
    public (ExportBuffer Rows, Task Durable) Close()
    {
        var rows = open;
        open = new ExportBuffer(After(rows), network);
        return (rows, calls.CloseAsync());
    }

    /// <summary>Notes that the lake holds what was closed.</summary>
    public void LetGo(long to) => calls.Commit(to);

    private static LakePosition After(ExportBuffer rows) => new()
    {
        Tables = rows.Position.Tables.ToImmutableSortedDictionary(t => t.Key, t => Math.Max(t.Value, rows.To)),
    };

    private void Keep(List<RecordReading> readings, AppliedBatch[] applied, DateTime ingestedAt)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var reading in readings)
        {
            open.Add(reading);
            if (reading.Quarantine is not { } unusable) continue;
            Quarantined++;
            quarantined[unusable.Reason] = quarantined.GetValueOrDefault(unusable.Reason) + 1;
            instruments.Quarantined(unusable.Reason);
        }

        foreach (var work in applied)
        {
            var (events, outcome) = (work.Batch.Events, work.OutcomeOrThrow());
            for (var i = 0; i < events.Length; i++)
            {
                open.Add(events[i], outcome.Events[i], ingestedAt, now);
                if (outcome.Events[i].Duplicate) Duplicates++;
                Remember(events[i], outcome.Events[i], now);
            }

            open.Add(work.Key, outcome);
        }

        Records += readings.Count;
    }

    private void Remember(PatientEvent e, EventOutcome outcome, DateTime now)
    {
        // Only here the bed that the stay has is not simply the one that the event names.
        var place = e.Extra.HasFlag(ExtraFlags.BedElsewhere) ? PlaceRules.Of(e, network) : null;
        var bed = e.Extra.HasFlag(ExtraFlags.UnknownBed) ? null : place is null ? e.BedId : place.BedId;
        Recent.Add(new AppliedEvent
        {
            EventId = e.EventId,
            Partition = e.Partition,
            Offset = e.Offset,
            PatientId = e.PatientId,
            Quarantined = QualityRules.Unattributable(e) is var reason and not UnusableReason.None ? FlagText.Of(reason) : null,
            Flags = e.Flags,
            Extra = outcome.Extra,
            StaySk = outcome.StaySk,
            BedId = bed,
            Duplicate = outcome.Duplicate,
            AppliedAt = now,
        });
        if (place is not null && bed is null && !outcome.Duplicate && e is { Kind: EventKind.Admission or EventKind.Transfer, BedId: { } named })
            BedsElsewhere.Add(new MisplacedBed { BedId = named, NamedIn = place.DepartmentKey, At = now });
    }
}
