using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel along with calls, from a caller to the grains it calls and on from there.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The value of a key, or null.</summary>
    public static object? Get(string key) => Values.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow in this flow.</summary>
    public static void Set(string key, object value) =>
        Values.Value = (Values.Value ?? ImmutableDictionary<string, object>.Empty).SetItem(key, value);

    /// <summary>Removes a value and says whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Values.Value?.ContainsKey(key) != true) return false;
        Values.Value = Values.Value.Remove(key);
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Values.Value = null;
}
