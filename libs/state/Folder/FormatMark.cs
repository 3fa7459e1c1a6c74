using System.Globalization;
using System.Text;

namespace PatientFlow.State.Folder;

/// <summary>Reads and writes the file that states a store's format, and the file that marks it as damaged.</summary>
internal static class FormatMark
{
    /// <summary>The format that this version writes, and the newest that it reads.</summary>
    public const int Current = 1;

    private const string FileName = "FORMAT";
    private const string DamageName = "DAMAGED";
    private const string Words = "PatientFlow grain store, format ";

    // A mark is one short line; a longer file is not a mark.
    private const int BytesMax = 100;

    /// <summary>Returns the format of the store in a folder; null if there is no readable mark.</summary>
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
