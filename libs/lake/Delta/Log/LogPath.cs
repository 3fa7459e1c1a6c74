using System.Globalization;
using System.Text;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Paths in the log are URIs: percent-encoded on top of whatever the folder name escapes itself.
/// Source: Delta protocol, "Add File and Remove File"; RFC 2396.
/// </summary>
internal static class LogPath
{
    /// <summary>From the form in the log to the form in the store. Decodes once, never twice.</summary>
    public static string Decode(string path) => path.Contains('%') ? Uri.UnescapeDataString(path) : path;

    /// <summary>From the form in the store to the form in the log: '/' and '=' stay bare.</summary>
    public static string Encode(string path) =>
        string.Join('/', path.Split('/').Select(segment => Uri.EscapeDataString(segment).Replace("%3D", "=")));

    /// <summary>The folder of a partition, by the convention of Hive; "" for none. Ends with '/'.</summary>
    public static string Folder(IReadOnlyList<string> columns, IReadOnlyDictionary<string, string?> values)
    {
        var folder = new StringBuilder();
        foreach (var column in columns)
        {
            AppendEscaped(folder, column);
            folder.Append('=');
            if (values.TryGetValue(column, out var value) && value is not null) AppendEscaped(folder, value);
            else folder.Append("__HIVE_DEFAULT_PARTITION__");
            folder.Append('/');
        }

        return folder.ToString();
    }

    private static void AppendEscaped(StringBuilder folder, string text)
    {
        foreach (var c in text)
        {
            if (c < ' ' || c == 0x7F || "\"#%'*/:=?\\{[]^".Contains(c))
                folder.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else folder.Append(c);
        }
    }
}
