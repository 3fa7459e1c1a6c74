namespace PatientFlow.Tools.Verify;

/// <summary>
/// Collects the findings of a verification: the first few of each place in words, the others only counted.
/// </summary>
internal sealed class Differences
{
    private const int ShownPerPlaceMax = 10;

    private readonly Dictionary<string, List<string>> shown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Number of findings.</summary>
    public int Count => counts.Values.Sum();

    /// <summary>Adds one difference. The text names rows by offset or key, never by patient.</summary>
    public void Add(string place, string text)
    {
        counts[place] = counts.GetValueOrDefault(place) + 1;
        if (!shown.TryGetValue(place, out var texts)) shown.Add(place, texts = []);
        if (texts.Count < ShownPerPlaceMax) texts.Add(text);
    }

    /// <summary>Returns all findings as lines.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var (place, texts) in shown)
        {
            yield return $"{place}: {counts[place]:N0} difference{(counts[place] == 1 ? "" : "s")}";
            foreach (var text in texts) yield return $"  {text}";
            if (counts[place] > texts.Count) yield return $"  ... and {counts[place] - texts.Count:N0} more";
        }
    }
}
