namespace PatientFlow.Flow.Bench;

/// <summary>
/// The page of all figures: one section a name, the newest figures in it, and a history that is only added to. What is
/// written above the first section is kept.
/// </summary>
internal sealed class ResultsFile
{
    private const string History = "History";
    private const string Head = "## ";

    private const string Begin = """
        # What PatientFlow reaches and costs

        Written by `./run bench NAME`: each section holds the last figures of its name. `--note TEXT` adds a line to the
        history. Figures of different runs are of different moments of a machine: compare within a table.

        """;

    private readonly List<(string Name, string Body)> sections = [];
    private string above = Begin;

    /// <summary>Reads the file; a missing one is an empty one.</summary>
    public static ResultsFile Read(string file)
    {
        var results = new ResultsFile();
        if (!File.Exists(file)) return results;
        var parts = $"\n{File.ReadAllText(file)}".Split($"\n{Head}");
        results.above = parts[0].Trim('\n') + "\n";
        foreach (var part in parts[1..])
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            results.sections.Add(end < 0 ? (part, "") : (part[..end].Trim(), part[end..].Trim('\n')));
        }

        return results;
    }

    /// <summary>Puts new figures in the place of those of the same name.</summary>
    public void Replace(string name, string body)
    {
        var at = sections.FindIndex(s => s.Name == name);
        if (at >= 0) sections[at] = (name, body);
        else sections.Insert(sections.FindIndex(s => s.Name == History) is var last and >= 0 ? last : sections.Count, (name, body));
    }

    /// <summary>Adds a line to the history.</summary>
    public void Note(string line)
    {
        var at = sections.FindIndex(s => s.Name == History);
        var before = at < 0 ? "" : $"{sections[at].Body}\n";
        if (at >= 0) sections.RemoveAt(at);
        sections.Add((History, $"{before.TrimStart('\n')}- {line.ReplaceLineEndings(" ")}"));
    }

    public void Write(string file) => File.WriteAllText(
        file, above + string.Concat(sections.Select(s => $"\n{Head}{s.Name}\n\n{s.Body.Trim('\n')}\n")));
}
