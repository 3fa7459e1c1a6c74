namespace Orleans.Embedded.Activations;

/// <summary>
/// Compares grain keys with a hash that is the same in every process, so that a simulation can repeat.
/// </summary>
internal sealed class KeyComparer : IEqualityComparer<string>
{
    internal static readonly KeyComparer Instance = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y);

    public int GetHashCode(string obj)
    {
        // FNV-1a over characters, with a last mix because buckets take the low bits.
        var hash = 2166136261u;
        foreach (var character in obj) hash = (hash ^ character) * 16777619u;
        return (int)(hash ^ (hash >> 15));
    }
}
