using System.Globalization;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// The table properties that this library honours, with the defaults of the protocol. A value that cannot be
/// understood is refused rather than replaced by the default. Source: Delta documentation, "Table properties".
/// </summary>
internal sealed class TableProperties(IReadOnlyDictionary<string, string> configuration)
{
    /// <summary>A thousand years: what is kept longer is kept for ever, and dates do not reach further back.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365_000);

    private const int CheckpointIntervalDefault = 10;
    private const int IndexedColumnsDefault = 32;
    private const int TextPrefixDefault = 32;

    /// <summary>A commit may remove no rows.</summary>
    public bool AppendOnly => Flag("delta.appendOnly", otherwise: false);

    /// <summary>Every so many commits a checkpoint.</summary>
    public long CheckpointInterval => Math.Max(1, Number("delta.checkpointInterval", CheckpointIntervalDefault));

    /// <summary>How long commits are kept after a checkpoint has replaced them.</summary>
    public TimeSpan LogRetention => Interval("delta.logRetentionDuration", TimeSpan.FromDays(30));

    /// <summary>How long a removed file is kept for readers that still use it.</summary>
    public TimeSpan DeletedFileRetention => Interval("delta.deletedFileRetentionDuration", TimeSpan.FromDays(7));

    /// <summary>How long an application that writes no more is remembered; null for ever.</summary>
    public TimeSpan? TransactionRetention => configuration.ContainsKey("delta.setTransactionRetentionDuration")
        ? Interval("delta.setTransactionRetentionDuration", default)
        : null;

    /// <summary>How many columns get statistics, from the first on; -1 for all.</summary>
    public int IndexedColumns =>
        (int)Math.Clamp(Number("delta.dataSkippingNumIndexedCols", IndexedColumnsDefault), -1, int.MaxValue);

    /// <summary>Characters of a text that writers keep of a bound.</summary>
    public int TextPrefix => (int)Math.Clamp(
        Number("delta.dataSkippingStringPrefixLength", TextPrefixDefault), 0, TextPrefixDefault);

    /// <summary>Whether old commits may be deleted when a checkpoint is written.</summary>
    public bool ExpiredLogCleanup => Flag("delta.enableExpiredLogCleanup", otherwise: true);

    private bool Flag(string name, bool otherwise) => !configuration.TryGetValue(name, out var text)
        ? otherwise
        : bool.TryParse(text, out var value) ? value : throw Broken(name, text);

    private long Number(string name, long otherwise) => !configuration.TryGetValue(name, out var text)
        ? otherwise
        : long.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw Broken(name, text);

    private TimeSpan Interval(string name, TimeSpan otherwise)
    {
        if (!configuration.TryGetValue(name, out var text)) return otherwise;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 0 && words[0].Equals("interval", StringComparison.OrdinalIgnoreCase)) words.RemoveAt(0);
        if (words.Count == 0 || words.Count % 2 != 0) throw Broken(name, text);
        Int128 ticks = 0;
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!long.TryParse(words[i], CultureInfo.InvariantCulture, out var count)) throw Broken(name, text);
            ticks += (Int128)count * (words[i + 1].ToLowerInvariant().TrimEnd('s') switch
            {
                "week" => 7 * TimeSpan.TicksPerDay,
                "day" => TimeSpan.TicksPerDay,
                "hour" => TimeSpan.TicksPerHour,
                "minute" => TimeSpan.TicksPerMinute,
                "second" => TimeSpan.TicksPerSecond,
                "millisecond" => TimeSpan.TicksPerMillisecond,
                _ => throw Broken(name, text),
            });
        }

        // Longer than the calendar is for ever; in the past lies nothing to keep.
        return ticks < 0 ? throw Broken(name, text) : ticks > Longest.Ticks ? Longest : TimeSpan.FromTicks((long)ticks);
    }

    private static LakeFormatException Broken(string name, string text) =>
        new($"The table property {name} has the value '{text}', which is not understood.");
}
