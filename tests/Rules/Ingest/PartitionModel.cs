using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

/// <summary>
/// A log that offers records, an exporter and faults around the protocol of one partition, one step at a time in an order
/// that a seed gives. What a green run does not prove: what the grain makes of answers and effects.
/// </summary>
internal sealed class PartitionModel(int seed)
{
    private const int DeliveryMax = 4;

    private readonly Random random = new(seed);
    private IngestState state = IngestState.From(-1, -1, IngestTable.RoomMax);
    private (long After, long To)? applying;
    private long? staging;
    private long? handedOut;
    private long known = -1;

    /// <summary>Last offset that the lake holds.</summary>
    public long Lake { get; private set; } = -1;

    /// <summary>How often the partition started again.</summary>
    public int Ends { get; private set; }

    public void Step()
    {
        switch (random.Next(100))
        {
            case < 40: Deliver(); break;
            case < 70: Apply(); break;
            case < 80: Export(); break;
            case < 90: Stage(); break;
            case < 98: Commit(); break;
            default: Tell(random.Next(2) == 0 ? Restart() : new IngestMessage.WorkFailed(new IOException("full"))); break;
        }

        Assert.InRange(known - Lake, 0, IngestTable.RoomMax);
    }

    private void Deliver()
    {
        var from = Math.Max(0, known + 1 - random.Next(3));
        var last = from + random.Next(DeliveryMax);
        if (Tell(new IngestMessage.Delivery(last, (int)(last - from + 1))) is not IngestAnswer.ApplyRecords { After: var after }) return;
        Assert.Null(applying);
        Assert.Equal(known, after);
        applying = (after, last);
    }

    private void Apply()
    {
        if (applying is not { } delivery) return;
        applying = null;
        if (random.Next(20) == 0)
        {
            Tell(new IngestMessage.WorkFailed(new IOException("full")));
            return;
        }

        known = delivery.To;
        Tell(new IngestMessage.DeliveryApplied(delivery.To, (int)(delivery.To - delivery.After)));
    }

    private void Export()
    {
        handedOut = null;
        var before = state.Cut;
        if (Tell(new IngestMessage.ExportAsked()) is not IngestAnswer.StageCut) return;
        Assert.Null(before is null ? applying : null);
        if (before is not null) Assert.Equal(before.To, state.Cut?.To);
        staging = state.Cut?.To;
    }

    private void Stage()
    {
        if (staging is not { } to) return;
        staging = null;
        if (Tell(new IngestMessage.CutStaged(to)) is IngestAnswer.HandOutExport) handedOut = to;
    }

    private void Commit()
    {
        if (handedOut is not { } to) return;
        Assert.True(to > Lake, $"{to} is committed again.");
        Assert.Equal((int)(to - Lake), state.Cut?.Records);
        Lake = to;
        handedOut = null;
        Tell(new IngestMessage.LakeCommitted(to));
    }

    private IngestMessage.RestartAsked Restart()
    {
        handedOut = null;
        return new IngestMessage.RestartAsked();
    }

    private IngestAnswer Tell(IngestMessage message)
    {
        var turn = IngestProtocol.Next(state, message);
        state = turn.Next;
        Assert.DoesNotContain(turn.Effects.SkipLast(1), e => e is IngestEffect.ReleaseWaiting);
        if (!turn.Effects.Any(e => e is IngestEffect.EndActivation)) return turn.Answer;

        // The next activation begins where the lake is, which nobody may move behind its back.
        Assert.Null(handedOut);
        (state, known) = (IngestState.From(Lake, Lake, IngestTable.RoomMax), Lake);
        (applying, staging) = (null, null);
        Ends++;
        return new IngestAnswer.DoNothing();
    }
}
