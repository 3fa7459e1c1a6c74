using System.Text;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Writes the Thrift compact protocol. Source: Thrift compact protocol.</summary>
internal sealed class ThriftWriter(ByteBuffer output)
{
    private readonly Stack<int> outerIds = new();
    private int lastId;

    public void Boolean(int id, bool value) => Header(id, value ? ThriftKind.True : ThriftKind.False);

    public void Int8(int id, sbyte value)
    {
        Header(id, ThriftKind.Byte);
        output.Append((byte)value);
    }

    public void Int16(int id, short value)
    {
        Header(id, ThriftKind.I16);
        ZigZag(value);
    }

    public void Int32(int id, int value)
    {
        Header(id, ThriftKind.I32);
        ZigZag(value);
    }

    public void Int64(int id, long value)
    {
        Header(id, ThriftKind.I64);
        ZigZag(value);
    }

    public void Binary(int id, ReadOnlySpan<byte> value)
    {
        Header(id, ThriftKind.Binary);
        output.AppendVarint((ulong)value.Length);
        output.Append(value);
    }

    public void Text(int id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Starts a list; its elements follow through the Element methods or as structs.</summary>
    public void List(int id, ThriftKind element, int count)
    {
        Header(id, ThriftKind.List);
        if (count < 15)
        {
            output.Append((byte)(count << 4 | (int)element));
            return;
        }

        output.Append((byte)(0xF0 | (int)element));
        output.AppendVarint((ulong)count);
    }

    public void Int32Element(int value) => ZigZag(value);

    public void TextElement(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        output.AppendVarint((ulong)bytes.Length);
        output.Append(bytes);
    }

    /// <summary>Starts a struct in a field.</summary>
    public void Struct(int id)
    {
        Header(id, ThriftKind.Struct);
        StructElement();
    }

    /// <summary>Starts a struct in a list, or the outermost one.</summary>
    public void StructElement()
    {
        outerIds.Push(lastId);
        lastId = 0;
    }

    public void EndStruct()
    {
        output.Append((byte)ThriftKind.Stop);
        lastId = outerIds.Pop();
    }

    private void Header(int id, ThriftKind kind)
    {
        var delta = id - lastId;
        if (delta is > 0 and <= 15)
        {
            output.Append((byte)(delta << 4 | (int)kind));
        }
        else
        {
            output.Append((byte)kind);
            ZigZag(id);
        }

        lastId = id;
    }

    private void ZigZag(long value) => output.AppendVarint((ulong)(value << 1 ^ value >> 63));
}
