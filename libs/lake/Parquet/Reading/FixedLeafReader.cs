using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PatientFlow.Lake.Parquet;

/// <summary>Decodes INT32, INT64, INT96, FLOAT and DOUBLE.</summary>
internal sealed class FixedLeafReader<TStored, TValue, TForm>(
    ParquetNode node, ValueColumn<TValue> column, ReadBudget budget)
    : LeafReader(node, column, budget)
    where TStored : unmanaged
    where TValue : unmanaged
    where TForm : struct, IStoredForm<TStored, TValue>
{
    private const int SliceValues = 1024;

    private TStored[] dictionary = [];
    private TStored[] values = [];

    public override void ReadDictionary(ReadOnlyMemory<byte> bytes, int count)
    {
        if ((long)count * Unsafe.SizeOf<TStored>() > bytes.Length) throw TooShort();
        dictionary = new TStored[count];
        MemoryMarshal.Cast<byte, TStored>(bytes.Span)[..count].CopyTo(dictionary);
    }

    protected override void Decode(
        PageEncoding encoding, ReadOnlyMemory<byte> bytes, int present, ReadOnlySpan<byte> definition)
    {
        Budget.Charge((long)Math.Max(present, definition.Length) * Unsafe.SizeOf<TValue>());
        switch (encoding)
        {
            case PageEncoding.Plain:
                Append(Plain(bytes.Span, present), definition);
                break;
            case PageEncoding.PlainDictionary or PageEncoding.RleDictionary:
                if (typeof(TStored) == typeof(TValue) && typeof(TForm) == typeof(StoredForms.Same<TStored>)
                    && definition.IsEmpty)
                {
                    var room = column.AppendRoom(present);
                    Gather(bytes.Span, Unsafe.BitCast<Span<TValue>, Span<TStored>>(room));
                    break;
                }

                Gather(bytes.Span, Room(present));
                Append(values.AsSpan(0, present), definition);
                break;
            case PageEncoding.DeltaBinaryPacked when typeof(TStored) == typeof(int) || typeof(TStored) == typeof(long):
                DecodeDelta(bytes.Span, Room(present));
                Append(values.AsSpan(0, present), definition);
                break;
            case PageEncoding.ByteStreamSplit:
                ByteStreamSplit.Decode(bytes.Span, Unsafe.SizeOf<TStored>(), MemoryMarshal.AsBytes(Room(present)));
                Append(values.AsSpan(0, present), definition);
                break;
            default:
                throw Unsupported(encoding);
        }
    }

    private static ReadOnlySpan<TStored> Plain(ReadOnlySpan<byte> bytes, int present)
    {
        if ((long)present * Unsafe.SizeOf<TStored>() > bytes.Length) throw TooShort();
        return MemoryMarshal.Cast<byte, TStored>(bytes)[..present];
    }

    private Span<TStored> Room(int count)
    {
        if (values.Length < count) values = new TStored[count];
        return values.AsSpan(0, count);
    }

    private void Gather(ReadOnlySpan<byte> bytes, Span<TStored> output)
    {
        var decoder = OpenIndices(bytes);
        Span<int> indices = stackalloc int[SliceValues];
        ReadOnlySpan<TStored> dictionary = this.dictionary;
        while (!output.IsEmpty)
        {
            var slice = indices[..Math.Min(SliceValues, output.Length)];
            decoder.Read(slice);
            for (var i = 0; i < slice.Length; i++)
            {
                if ((uint)slice[i] >= (uint)dictionary.Length) throw BadIndex();
                output[i] = dictionary[slice[i]];
            }

            output = output[slice.Length..];
        }
    }

    private static void DecodeDelta(ReadOnlySpan<byte> bytes, Span<TStored> output)
    {
        var wide = new long[output.Length];
        DeltaDecoder.Decode(bytes, wide);
        for (var i = 0; i < wide.Length; i++)
        {
            if (typeof(TStored) == typeof(long)) output[i] = Unsafe.BitCast<long, TStored>(wide[i]);
            else output[i] = (TStored)(object)(int)wide[i];
        }
    }

    private void Append(ReadOnlySpan<TStored> values, ReadOnlySpan<byte> definition)
    {
        if (definition.IsEmpty)
        {
            var room = column.AppendRoom(values.Length);
            for (var i = 0; i < values.Length; i++) room[i] = TForm.Convert(values[i]);
            return;
        }

        var next = 0;
        foreach (var level in definition)
        {
            if (level == Node.DefinitionMax) column.Append(TForm.Convert(values[next++]));
            else if (level >= Node.SlotDefinition) column.AppendNull();
        }
    }
}
