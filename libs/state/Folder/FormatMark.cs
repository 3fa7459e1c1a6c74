using System.Globalization;
using System.Text;

namespace PatientFlow.State.Folder;

/// <summary>The file in a store's folder that says what kind of store it is, and the one that says it is damaged.</summary>
internal static class FormatMark
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int Current = 1;

    private const string FileName = "FORMAT";
    private const string DamageName = "DAMAGED";
    private const string Words = "PatientFlow grain store, format ";

    // A mark is one short line; whatever is longer is none.
    private const int BytesMax = 100;

    /// <summary>The format of the store in a folder; null where there is no mark that can be read.</summary>
    public static int? Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, FileName));
        if (!file.Exists || file.Length > BytesMax) return null;
        var text = File.ReadAllText(file.FullName);
        return text.StartsWith(Words, StringComparison.Ordinal) && text.EndsWith('\n')
            && int.TryParse(text.AsSpan()[Words.Length..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var format)
            ? format
            : null;
    }

    public static void Write(string folder) => Write(folder, FileName, $"{Words}{Current}\n");

    public static bool IsDamaged(string folder) => File.Exists(Path.Combine(folder, DamageName));

    public static void NoteDamage(string folder, string reason) => Write(folder, DamageName, reason + "\n");

    private static void Write(string folder, string name, string text)
    {
        using (var file = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        PosixFolder.Sync(folder);
    }
}
