namespace PatientFlow.Lake.Parquet;

/// <summary>Decodes BOOLEAN.</summary>
internal sealed class BooleanLeafReader(ParquetNode node, BooleanColumn column, ReadBudget budget)
    : LeafReader(node, column, budget)
{
    private const int SliceValues = 1024;

    public override void ReadDictionary(ReadOnlyMemory<byte> bytes, int count) =>
        throw new LakeFormatException("A boolean column has a dictionary.");

    protected override void Decode(
        PageEncoding encoding, ReadOnlyMemory<byte> bytes, int present, ReadOnlySpan<byte> definition)
    {
        Budget.Charge(Math.Max(present, definition.Length));
        var values = encoding switch
        {
            PageEncoding.Plain => Plain(bytes.Span, present),
            PageEncoding.Rle => RunLengths(bytes.Span, present),
            _ => throw Unsupported(encoding),
        };
        if (definition.IsEmpty)
        {
            column.AppendMany(values);
            return;
        }

        var next = 0;
        foreach (var level in definition)
        {
            if (level == Node.DefinitionMax) column.Append(values[next++]);
            else if (level >= Node.SlotDefinition) column.AppendNull();
        }
    }

    private static bool[] Plain(ReadOnlySpan<byte> bytes, int present)
    {
        if (present > bytes.Length * 8L) throw TooShort();
        var values = new bool[present];
        for (var i = 0; i < present; i++) values[i] = (bytes[i >> 3] >> (i & 7) & 1) != 0;
        return values;
    }

    private static bool[] RunLengths(ReadOnlySpan<byte> bytes, int present)
    {
        // A four-byte length stands before the runs.
        if (bytes.Length < sizeof(int)) throw TooShort();
        var decoder = new HybridDecoder(bytes[sizeof(int)..], 1);
        var values = new bool[present];
        Span<int> numbers = stackalloc int[SliceValues];
        for (var done = 0; done < present; done += SliceValues)
        {
            var slice = numbers[..Math.Min(SliceValues, present - done)];
            decoder.Read(slice);
            for (var i = 0; i < slice.Length; i++) values[done + i] = slice[i] != 0;
        }

        return values;
    }
}
