namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Decodes the pages of one column chunk into a column: one slot for each entry whose definition level reaches
/// <see cref="ParquetNode.SlotDefinition"/>, null if it does not reach the top. Used for one row group.
/// </summary>
internal abstract class LeafReader(ParquetNode node, Column column, ReadBudget budget)
{
    /// <summary>What the slot of a null takes at most.</summary>
    private const int NullBytes = 16;

    public ParquetNode Node { get; } = node;

    public Column Column { get; } = column;

    protected ReadBudget Budget { get; } = budget;

    /// <summary>Takes in the dictionary page.</summary>
    public abstract void ReadDictionary(ReadOnlyMemory<byte> bytes, int count);

    /// <summary>Takes in a data page.</summary>
    /// <param name="encoding">How its values are laid out.</param>
    /// <param name="bytes">The values.</param>
    /// <param name="present">How many there are.</param>
    /// <param name="definition">A level for each entry; empty if every entry is present.</param>
    public void ReadPage(
        PageEncoding encoding, ReadOnlyMemory<byte> bytes, int present, ReadOnlySpan<byte> definition)
    {
        if (present > 0)
        {
            Decode(encoding, bytes, present, definition);
            return;
        }

        // Without values there is nothing to decode; writers leave a header there, a part of one, or nothing.
        Budget.Charge((long)definition.Length * NullBytes);
        foreach (var level in definition)
            if (level >= Node.SlotDefinition)
                Column.AppendNull();
    }

    /// <summary>Takes in a data page that holds at least one value.</summary>
    protected abstract void Decode(
        PageEncoding encoding, ReadOnlyMemory<byte> bytes, int present, ReadOnlySpan<byte> definition);

    protected LakeUnsupportedException Unsupported(PageEncoding encoding) =>
        new($"Parquet encoding {encoding} for {Node.Element.Type} in column '{string.Join('.', Node.Path)}'");

    protected static LakeFormatException TooShort() => new("A page ends within its values.");

    protected static LakeFormatException BadIndex() => new("A page refers to a dictionary entry that is not there.");

    /// <summary>The width byte and the indices of a dictionary-encoded page.</summary>
    protected static HybridDecoder OpenIndices(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? throw TooShort() : new HybridDecoder(bytes[1..], bytes[0]);
}
