using System.Text.Json.Nodes;

namespace PatientFlow.Tests.Support;

/// <summary>Compares what an earlier version wrote with what this one reads of it.</summary>
internal static class Later
{
    /// <summary>Asserts that what was meant is there; what later versions added may be there too, inside lists as well.</summary>
    /// <param name="meant">What the earlier version meant.</param>
    /// <param name="read">What this one read.</param>
    /// <param name="where">Names the place, for the message.</param>
    public static void AssertHolds(JsonNode? meant, JsonNode? read, string where)
    {
        if (meant is JsonArray values && read is JsonArray held && values.Count == held.Count)
        {
            for (var i = 0; i < values.Count; i++) AssertHolds(values[i], held[i], $"{where}[{i}]");
            return;
        }

        if (meant is not JsonObject members)
        {
            Assert.True(JsonNode.DeepEquals(meant, read), $"{where}: {meant?.ToJsonString()} became {read?.ToJsonString()}");
            return;
        }

        foreach (var (name, value) in members) AssertHolds(value, read?[name], $"{where}.{name}");
    }
}
