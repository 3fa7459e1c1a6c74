using System.Collections.Immutable;
using System.Diagnostics;

namespace PatientFlow.Ingest;

/// <summary>
/// Decides how one partition handles each message. Deliveries are applied one at a time, a cut is made between two of
/// them, and everything else may overlap. After a failure the activation ends, because rows and patients may be half
/// done, and the next one starts from the lake, where nothing is. It does not end while the exporter may be committing
/// what it was given: the next activation would start from a position that is about to change.
/// </summary>
internal static class IngestProtocol
{
    private static readonly IngestAnswer.DoNothing Done = new();
    private static readonly IngestAnswer.WaitForTurn WaitForTurn = new();
    private static readonly IngestEffect.ReleaseWaiting Release = new();
    private static readonly IngestEffect.EndActivation End = new();
    private static readonly ImmutableArray<IngestEffect> OnlyRelease = [Release];

    /// <summary>Handles a message.</summary>
    public static IngestTurn Next(IngestState partition, IngestMessage message) => message switch
    {
        IngestMessage.Delivery { Last: var last, Records: var records } => Offer(partition, last, records),
        IngestMessage.DeliveryApplied { To: var to, Records: var records } => new(
            partition with { Applied = to, Open = partition.Open + records, IsApplying = false }, Done, OnlyRelease),
        IngestMessage.WorkFailed { Fault: var fault } => Fail(partition, fault),
        IngestMessage.ExportAsked => Cut(Back(partition)),
        IngestMessage.CutStaged { To: var to } => HandOut(partition, to),
        IngestMessage.LakeCommitted { Offset: var offset } => Commit(partition, offset),
        IngestMessage.RestartAsked => new(Back(partition) with { IsFailed = true }, Done, [End, Release]),
        _ => throw new UnreachableException(),
    };

    private static IngestTurn Offer(IngestState partition, long last, int records)
    {
        if (partition.IsFailed) return new(partition, new IngestAnswer.RefuseDelivery(), EndUnlessHandedOut(partition));
        if (partition.Held > 0 && partition.Held + records > partition.RoomMax)
            return new(partition, new IngestAnswer.WaitForRoom(partition.Held), []);

        // A waiting cut goes first; otherwise a log that always has more would delay it for ever.
        if (partition.IsApplying || partition.IsCutDue) return new(partition, WaitForTurn, []);
        return last <= partition.Applied
            ? new(partition, Done, [])
            : new(partition with { IsApplying = true }, new IngestAnswer.ApplyRecords(partition.Applied), []);
    }

    private static IngestTurn Fail(IngestState partition, Exception fault)
    {
        ImmutableArray<IngestEffect> report = partition.IsFailed ? [] : [new IngestEffect.ReportFault(fault)];
        return new(partition with { IsFailed = true }, Done, [.. report, .. EndUnlessHandedOut(partition), Release]);
    }

    /// <summary>An exporter that asks again is done with what it was given before.</summary>
    private static IngestState Back(IngestState partition) =>
        partition.Cut is { IsHandedOut: true } cut ? partition with { Cut = cut with { IsHandedOut = false } } : partition;

    /// <summary>Returns what to export: the last cut if the lake does not hold it yet, otherwise a new one.</summary>
    private static IngestTurn Cut(IngestState partition)
    {
        if (partition.IsFailed) return new(partition, Done, [End]);
        if (partition.Cut is not null) return new(partition, new IngestAnswer.StageCut(), []);
        if (partition.IsApplying) return new(partition with { IsCutDue = true }, WaitForTurn, []);
        if (partition.Open == 0) return new(partition with { IsCutDue = false }, Done, OnlyRelease);
        var cut = new CutMark(partition.Applied, partition.Open, IsHandedOut: false);
        return new(
            partition with { Cut = cut, Open = 0, IsCutDue = false },
            new IngestAnswer.StageCut(),
            [new IngestEffect.CloseCut(cut.To), Release]);
    }

    /// <summary>
    /// Hands out an export. An activation that has failed ends with this call, and the exporter must not outlive it.
    /// </summary>
    private static IngestTurn HandOut(IngestState partition, long to)
    {
        if (partition.IsFailed) return new(partition, Done, []);
        var cut = partition.Cut is { } last && last.To == to ? last with { IsHandedOut = true } : partition.Cut;
        return new(partition with { Cut = cut }, new IngestAnswer.HandOutExport(), []);
    }

    private static IngestTurn Commit(IngestState partition, long offset)
    {
        if (partition.Cut is null || partition.Cut.To != offset) return new(partition, Done, []);
        var held = partition with { Cut = null, Committed = Math.Max(partition.Committed, offset) };
        ImmutableArray<IngestEffect> end = partition.IsFailed ? [End] : [];
        return new(held, Done, [new IngestEffect.LetGoOfCut(offset), .. end, Release]);
    }

    private static ImmutableArray<IngestEffect> EndUnlessHandedOut(IngestState partition) =>
        partition.Cut is { IsHandedOut: true } ? [] : [End];
}
