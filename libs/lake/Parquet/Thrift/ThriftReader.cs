using System.Text;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Reads the Thrift compact protocol from foreign bytes: every length is checked against what is left, so that
/// nothing is allocated for what is not there. Source: Thrift compact protocol.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int DepthMax = 32;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => at;

    private readonly int Left => bytes.Length - at;

    /// <summary>Reads the next field header of a struct. False at its end.</summary>
    /// <param name="id">The id of the field before, 0 at the start; becomes that of this field.</param>
    /// <param name="kind">What follows.</param>
    public bool NextField(ref int id, out ThriftKind kind)
    {
        var header = ReadByte();
        kind = (ThriftKind)(header & 0x0F);
        if (kind == ThriftKind.Stop) return false;
        if (kind > ThriftKind.Uuid) throw Broken("an unknown field type");
        var delta = header >> 4;
        id = delta != 0 ? id + delta : (int)ReadZigZag();
        return true;
    }

    public static bool ReadBoolean(ThriftKind kind) => kind switch
    {
        ThriftKind.True => true,
        ThriftKind.False => false,
        _ => throw Broken("a boolean of another type"),
    };

    public int ReadInt32(ThriftKind kind)
    {
        var value = ReadInt64(kind);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Broken("a number out of range");
    }

    public long ReadInt64(ThriftKind kind) => kind switch
    {
        ThriftKind.Byte => (sbyte)ReadByte(),
        ThriftKind.I16 or ThriftKind.I32 or ThriftKind.I64 => ReadZigZag(),
        _ => throw Broken("a number of another type"),
    };

    public ReadOnlySpan<byte> ReadBinary(ThriftKind kind)
    {
        if (kind != ThriftKind.Binary) throw Broken("a text of another type");
        var length = ReadVarint();
        if (length > (ulong)Left) throw Broken("a length beyond the end");
        var value = bytes.Slice(at, (int)length);
        at += (int)length;
        return value;
    }

    public string ReadText(ThriftKind kind) => Encoding.UTF8.GetString(ReadBinary(kind));

    /// <summary>Reads the header of a list.</summary>
    public int ReadList(ThriftKind kind, out ThriftKind element)
    {
        if (kind is not (ThriftKind.List or ThriftKind.Set)) throw Broken("a list of another type");
        var header = ReadByte();
        element = (ThriftKind)(header & 0x0F);
        var count = header >> 4 == 15 ? ReadVarint() : (ulong)(header >> 4);
        // Each element takes a byte at least.
        if (count > (ulong)Left) throw Broken("a list longer than what is left");
        return (int)count;
    }

    public static void Expect(ThriftKind kind, ThriftKind expected)
    {
        if (kind != expected) throw Broken("a field of another type");
    }

    public void Skip(ThriftKind kind) => Skip(kind, 0);

    public static LakeFormatException Broken(string what) => new($"The Parquet metadata holds {what}.");

    private void Skip(ThriftKind kind, int depth)
    {
        if (depth > DepthMax) throw Broken("structures nested too deeply");
        switch (kind)
        {
            case ThriftKind.True or ThriftKind.False:
                break;
            case ThriftKind.Byte:
                ReadByte();
                break;
            case ThriftKind.I16 or ThriftKind.I32 or ThriftKind.I64:
                ReadVarint();
                break;
            case ThriftKind.Double:
                Advance(8);
                break;
            case ThriftKind.Uuid:
                Advance(16);
                break;
            case ThriftKind.Binary:
                ReadBinary(kind);
                break;
            case ThriftKind.List or ThriftKind.Set:
                var count = ReadList(kind, out var element);
                for (var i = 0; i < count; i++) SkipElement(element, depth);
                break;
            case ThriftKind.Map:
                SkipMap(depth);
                break;
            case ThriftKind.Struct:
                var id = 0;
                while (NextField(ref id, out var inner)) Skip(inner, depth + 1);
                break;
            default:
                throw Broken("an unknown field type");
        }
    }

    private void SkipMap(int depth)
    {
        var count = ReadVarint();
        if (count == 0) return;
        if (count > (ulong)Left) throw Broken("a map longer than what is left");
        var kinds = ReadByte();
        for (var i = 0UL; i < count; i++)
        {
            SkipElement((ThriftKind)(kinds >> 4), depth);
            SkipElement((ThriftKind)(kinds & 0x0F), depth);
        }
    }

    // In a collection a boolean takes a byte of its own; as a field it lives in the header.
    private void SkipElement(ThriftKind kind, int depth)
    {
        if (kind is ThriftKind.True or ThriftKind.False) ReadByte();
        else Skip(kind, depth + 1);
    }

    private void Advance(int count)
    {
        if (count > Left) throw Broken("a value beyond the end");
        at += count;
    }

    private byte ReadByte()
    {
        if (at >= bytes.Length) throw Broken("a value beyond the end");
        return bytes[at++];
    }

    private long ReadZigZag()
    {
        var raw = ReadVarint();
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken("a number of more than ten bytes");
    }
}
