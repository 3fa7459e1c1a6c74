using System.Text;

namespace PatientFlow.Tests.Support;

/// <summary>Reads comma-separated files with a header line and double quotes.</summary>
internal static class Csv
{
    /// <summary>The rows, each by column name.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = Cells(lines[0]);
        return [.. lines.Skip(1).Select(line => names.Zip(Cells(line)).ToDictionary(p => p.First, p => p.Second))];
    }

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
