namespace PatientFlow.Lake;

/// <summary>
/// A column whose rows hold any number of elements. To add a row, append its elements to the child columns and then
/// call <see cref="Append"/>: the row is what was added since the row before.
/// </summary>
public abstract class RepeatedColumn : Column
{
    private const int RowsFirst = 64;

    private int[] ends = [0];

    private protected RepeatedColumn(DataType type) : base(type)
    {
    }

    /// <summary>How many elements the children hold.</summary>
    private protected abstract int ElementCount { get; }

    /// <summary>The index of the first element of a row in the child columns.</summary>
    public int StartOf(int row) => ends.AsSpan(0, Count + 1)[row];

    /// <summary>How many elements a row has; 0 if it is null.</summary>
    public int LengthOf(int row) => ends.AsSpan(0, Count + 1)[row + 1] - ends[row];

    /// <summary>Closes a row.</summary>
    public void Append()
    {
        if (Count + 1 == ends.Length) Array.Resize(ref ends, Math.Max(RowsFirst, ends.Length * 2));
        ends[++Count] = ElementCount;
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        Append();
        MarkLastNull();
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        ends[0] = 0;
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column source, int row)
    {
        var typed = (RepeatedColumn)source;
        if (typed.IsNull(row))
        {
            AppendNull();
            return;
        }

        for (var i = 0; i < typed.LengthOf(row); i++) AppendElement(typed, typed.StartOf(row) + i);
        Append();
    }

    /// <summary>Closes a row over child columns that are filled already.</summary>
    internal void AppendSlot(int end, bool isNull)
    {
        Append();
        ends[Count] = end;
        if (isNull) MarkLastNull();
    }

    private protected abstract void AppendElement(RepeatedColumn source, int index);
}
