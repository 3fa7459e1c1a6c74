namespace PatientFlow.Tools.Lake;

/// <summary>How rows of a table are laid out, so that a payload of megabytes does not fill a screen.</summary>
/// <param name="IsUpright">Whether each row is a list of its own, one value a line.</param>
/// <param name="CellCharsMax">Characters of a value, what is longer is cut; null for all.</param>
internal sealed record RowLayout(bool IsUpright, int? CellCharsMax)
{
    /// <summary>Characters of a value in a pipe or file, which have no width.</summary>
    public const int PipeCharsMax = 80;

    /// <summary>With more columns than this a terminal shows each row as a list, however wide it is.</summary>
    private const int ColumnsBesideMax = 8;

    /// <summary>A column beside others needs this much: nearly a timestamp.</summary>
    private const int ColumnCharsMin = 20;

    /// <summary>A drawn cell has a line and two blanks beside its text, and the last one a line behind it.</summary>
    private const int BorderChars = 3;

    /// <summary>Returns the layout for a pipe or file.</summary>
    public static RowLayout OfPipe(bool isWhole) => new(IsUpright: false, isWhole ? null : PipeCharsMax);

    /// <summary>Returns the layout for a terminal of this many characters a line.</summary>
    public static RowLayout OfTerminal(IReadOnlyList<string> columns, int width, bool isWhole)
    {
        var share = columns.Count == 0 ? width : (width - 1) / columns.Count - BorderChars;
        var isUpright = columns.Count > ColumnsBesideMax || share < ColumnCharsMin;
        if (isUpright) share = width - 1 - columns.Max(c => c.Length) - 2 * BorderChars;
        return new RowLayout(isUpright, isWhole ? null : Math.Max(ColumnCharsMin, share));
    }
}
