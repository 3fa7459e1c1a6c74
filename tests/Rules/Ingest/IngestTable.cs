using System.Globalization;
using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

/// <summary>
/// Writes where a partition is, what reaches it and what follows as words of a table. A state is what differs from a
/// partition that has nothing: <c>applied=12 open=3 lake=5 cut=9/4 out applying due failed</c>.
/// </summary>
internal static class IngestTable
{
    public const int RoomMax = 10;

    public static IngestState State(string text)
    {
        var state = new IngestState { RoomMax = RoomMax, Applied = -1, Committed = -1 };
        foreach (var word in text.Split(' '))
        {
            state = word.Split('=', '/') switch
            {
                ["applied", var offset] => state with { Applied = Long(offset) },
                ["open", var records] => state with { Open = Int(records) },
                ["lake", var offset] => state with { Committed = Long(offset) },
                ["cut", var to, var records] => state with { Cut = new CutMark(Long(to), Int(records), IsHandedOut: false) },
                ["out"] when state.Cut is { } cut => state with { Cut = cut with { IsHandedOut = true } },
                ["applying"] => state with { IsApplying = true },
                ["due"] => state with { IsCutDue = true },
                ["failed"] => state with { IsFailed = true },
                _ => throw new ArgumentException(text, nameof(text)),
            };
        }

        return state;
    }

    public static IngestMessage Message(string text) => text.Split(' ') switch
    {
        ["delivery", "to", var last, "of", var records] => new IngestMessage.Delivery(Long(last), Int(records)),
        ["applied", "to", var to, "of", var records] => new IngestMessage.DeliveryApplied(Long(to), Int(records)),
        ["failed"] => new IngestMessage.WorkFailed(new IOException("full")),
        ["export"] => new IngestMessage.ExportAsked(),
        ["staged", var to] => new IngestMessage.CutStaged(Long(to)),
        ["committed", var offset] => new IngestMessage.LakeCommitted(Long(offset)),
        ["restart"] => new IngestMessage.RestartAsked(),
        _ => throw new ArgumentException(text, nameof(text)),
    };

    /// <summary>Holds a row of a table: a state and a message give the next state, the answer and the effects.</summary>
    public static void Row(string state, string message, string next, string answer)
    {
        var turn = IngestProtocol.Next(State(state), Message(message));

        Assert.Equal((State(next), answer), (turn.Next, Text(turn)));
    }

    private static string Text(IngestTurn turn) =>
        turn.Effects.IsEmpty ? Text(turn.Answer) : $"{Text(turn.Answer)}: {string.Join(", ", turn.Effects.Select(Text))}";

    private static string Text(IngestAnswer answer) => answer switch
    {
        IngestAnswer.DoNothing => "done",
        IngestAnswer.ApplyRecords { After: var after } => $"apply after {after}",
        IngestAnswer.WaitForRoom { Held: var held } => $"wait for room beside {held}",
        IngestAnswer.WaitForTurn => "wait for turn",
        IngestAnswer.RefuseDelivery => "refuse",
        IngestAnswer.StageCut => "stage",
        IngestAnswer.HandOutExport => "hand out",
        _ => throw new ArgumentException(answer.ToString(), nameof(answer)),
    };

    private static string Text(IngestEffect effect) => effect switch
    {
        IngestEffect.CloseCut { To: var to } => $"close {to}",
        IngestEffect.LetGoOfCut { To: var to } => $"let go {to}",
        IngestEffect.ReportFault => "report",
        IngestEffect.EndActivation => "end",
        IngestEffect.ReleaseWaiting => "release",
        _ => throw new ArgumentException(effect.ToString(), nameof(effect)),
    };

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
