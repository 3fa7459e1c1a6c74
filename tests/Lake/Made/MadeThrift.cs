using System.Text;

namespace PatientFlow.Tests;

/// <summary>Thrift's compact protocol, as much as a Parquet file needs. Shares no code with the lake.</summary>
internal sealed class MadeThrift
{
    private const int I32 = 5, I64 = 6, Binary = 8, List = 9, Struct = 12;

    private readonly List<byte> bytes = [];
    private readonly Stack<int> ids = new([0]);

    public byte[] Bytes => [.. bytes];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7) bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public MadeThrift Number(int id, int value) => Field(id, I32, Varint(ZigZag(value)));

    public MadeThrift Wide(int id, long value) => Field(id, I64, Varint(ZigZag(value)));

    public MadeThrift Text(int id, string value) => Field(id, Binary, Framed(value));

    public MadeThrift Truth(int id, bool value) => Field(id, value ? 1 : 2, []);

    public MadeThrift Texts(int id, params string[] values) =>
        Field(id, List, [(byte)((values.Length << 4) | Binary), .. values.SelectMany(Framed)]);

    public MadeThrift Numbers(int id, params int[] values) =>
        Field(id, List, [(byte)((values.Length << 4) | I32), .. values.SelectMany(v => Varint(ZigZag(v)))]);

    public MadeThrift Structs(int id, IReadOnlyList<MadeThrift> values) => Field(id, List,
        [(15 << 4) | Struct, .. Varint((ulong)values.Count), .. values.SelectMany(v => v.Ended())]);

    public MadeThrift Inner(int id, MadeThrift value) => Field(id, Struct, value.Ended());

    public byte[] Ended() => [.. bytes, 0];

    private static byte[] Framed(string text) =>
        [.. Varint((ulong)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private MadeThrift Field(int id, int kind, IEnumerable<byte> value)
    {
        bytes.Add((byte)(((id - ids.Pop()) << 4) | kind));
        bytes.AddRange(value);
        ids.Push(id);
        return this;
    }
}
