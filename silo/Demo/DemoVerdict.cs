using PatientFlow.Quality;
using PatientFlow.Recorded;

namespace PatientFlow.Silo.Demo;

/// <summary>What a demo says of its input at the end, and the exit code that follows from it.</summary>
internal static class DemoVerdict
{
    /// <summary>Everything went well; single lines may be in quarantine.</summary>
    public const int Ok = 0;

    /// <summary>The input broke off or is damaged; what came before is in the lake.</summary>
    public const int Failed = 1;

    /// <summary>Nothing in the input could be used.</summary>
    public const int NothingUsable = 3;

    /// <summary>The sentences about an input that was used, none where all is well.</summary>
    public static IEnumerable<string> Of(InputFeed feed, string? leftOut)
    {
        if (feed.Tally.Unusable > 0)
            yield return $"{feed.Tally.Unusable:N0} of {feed.Tally.Lines:N0} lines could not be used: {feed.Tally}. They are kept in "
                + "the table bronze/quarantine.";
        if (leftOut is not null) yield return leftOut;
        if (feed.Fault is not null) yield return $"{feed.Fault} What comes before is in the lake.";
    }

    /// <summary>What to say where nothing could be used.</summary>
    public static string Nothing(string input, InputFeed feed, string? leftOut)
    {
        var name = Name(input);
        string?[] found =
        [
            feed.Tally.Lines == 0 ? $"{name} has no events{((feed.Fault ?? leftOut) is null ? ": it is empty." : ".")}"
                : $"Nothing in {name} could be used: of {feed.Tally.Lines:N0} lines {feed.Tally}.",
            feed.Tally.MainReason is { } reason ? UnusableWords.Of(reason) : null, feed.Fault, leftOut,
            feed.InLog > 0 ? "The data folder holds these lines now, in quarantine: use another one for other events." : null,
        ];
        return $"{string.Join(' ', found.OfType<string>())}{Environment.NewLine}{InputHelp.Expected}";
    }

    /// <summary>What to say of an input whose form cannot be read.</summary>
    public static string Refused(string input, UnreadableInputException fault) =>
        $"{Name(input)} cannot be used. {fault.Message}{Environment.NewLine}{InputHelp.Expected}";

    private static string Name(string input) => input == "-" ? "Standard input" : input;
}
