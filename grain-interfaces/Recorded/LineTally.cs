namespace PatientFlow.Recorded;

/// <summary>
/// Counts the lines of an input and those that cannot be used, by reason, with where the first of each are; never what
/// is in them, as it may be about patients. Owned by: one reading.
/// </summary>
public sealed class LineTally
{
    private const int ExamplesMax = 3;

    private readonly Dictionary<string, Reason> reasons = new(StringComparer.Ordinal);

    /// <summary>Lines in all, empty ones not counted; of an array, its elements.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines that cannot be used.</summary>
    public long Unusable { get; private set; }

    /// <summary>Lines that can be used.</summary>
    public long Usable => Lines - Unusable;

    /// <summary>The most frequent reason; null if every line can be used.</summary>
    public string? MainReason => Ordered().FirstOrDefault().Key;

    /// <summary>Counts a line.</summary>
    /// <param name="line">Its number in the input, from 1.</param>
    /// <param name="reason">Why it cannot be used, as the quarantine spells it; null if it can.</param>
    public void Add(long line, string? reason)
    {
        Lines++;
        if (reason is null) return;
        Unusable++;
        if (!reasons.TryGetValue(reason, out var known)) reasons.Add(reason, known = new Reason());
        known.Count++;
        if (known.Examples.Count < ExamplesMax) known.Examples.Add(line);
    }

    /// <summary>Such as "2 NOT_JSON (lines 17, 230), 1 MISSING_EVENT_ID (line 9)": the most frequent first.</summary>
    public override string ToString() => string.Join(", ", Ordered().Select(r => $"{r.Value.Count:N0} {r.Key} ({r.Value.Where})"));

    private IEnumerable<KeyValuePair<string, Reason>> Ordered() =>
        reasons.OrderByDescending(r => r.Value.Count).ThenBy(r => r.Key, StringComparer.Ordinal);

    private sealed class Reason
    {
        public long Count { get; set; }

        // Elements of an array may share a line.
        public SortedSet<long> Examples { get; } = [];

        public string Where =>
            $"{(Examples.Count == 1 ? "line" : "lines")} {string.Join(", ", Examples)}"
            + (Count > ExamplesMax ? ", ..." : "");
    }
}
