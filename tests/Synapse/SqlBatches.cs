namespace PatientFlow.Tests.Synapse;

/// <summary>A script as sqlcmd sends it: batches between lines that say GO.</summary>
internal static class SqlBatches
{
    /// <summary>The batches that hold more than comments.</summary>
    /// <exception cref="FormatException">The last batch is not ended by GO.</exception>
    public static IReadOnlyList<string> Of(string script)
    {
        var batches = new List<string>();
        var lines = new List<string>();
        foreach (var line in script.Split('\n'))
        {
            if (line == "GO")
            {
                batches.Add(string.Join('\n', lines));
                lines.Clear();
            }
            else
            {
                lines.Add(line);
            }
        }

        return SqlTokenizer.All(string.Join('\n', lines)).Count == 0
            ? [.. batches.Where(b => SqlTokenizer.Code(b).Count > 0)]
            : throw new FormatException("The last batch is not ended by GO.");
    }
}
