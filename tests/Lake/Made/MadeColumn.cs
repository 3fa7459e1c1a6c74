using System.Buffers.Binary;
using System.Globalization;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>A column of a made file: a stored type, and the encoding of its pages.</summary>
internal sealed record MadeColumn(PhysicalType Type, PageEncoding Encoding)
{
    public const int FixedBytes = 5;

    private const int Utf8 = 0;

    public static IReadOnlyList<MadeColumn> All { get; } =
    [
        .. Of(PhysicalType.Boolean, PageEncoding.Plain, PageEncoding.Rle),
        .. Of(PhysicalType.Int32, PageEncoding.DeltaBinaryPacked), .. Of(PhysicalType.Int64, PageEncoding.DeltaBinaryPacked),
        .. new[] { PhysicalType.Int32, PhysicalType.Int64, PhysicalType.Float, PhysicalType.Double }.SelectMany(type => Of(
            type, PageEncoding.Plain, PageEncoding.PlainDictionary, PageEncoding.RleDictionary, PageEncoding.ByteStreamSplit)),
        .. Of(PhysicalType.ByteArray, PageEncoding.Plain, PageEncoding.PlainDictionary, PageEncoding.RleDictionary,
            PageEncoding.DeltaLengthByteArray, PageEncoding.DeltaByteArray),
        .. Of(PhysicalType.FixedLenByteArray, PageEncoding.Plain, PageEncoding.RleDictionary, PageEncoding.DeltaByteArray,
            PageEncoding.ByteStreamSplit),
    ];

    public string Name => $"{Type}_{Encoding}";

    public bool HasDictionary => Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary;

    public MadeThrift Schema()
    {
        var element = new MadeThrift().Number(1, (int)Type);
        if (Type == PhysicalType.FixedLenByteArray) element.Number(2, FixedBytes);
        element.Number(3, (int)Repetition.Optional).Text(4, Name);
        return Type == PhysicalType.ByteArray ? element.Number(6, Utf8) : element;
    }

    /// <summary>A value as the readers print it.</summary>
    public string Text(int value) => Type switch
    {
        PhysicalType.Boolean => value % 3 == 0 ? "true" : "false",
        PhysicalType.Float or PhysicalType.Double => (value / 4.0).ToString("R", CultureInfo.InvariantCulture),
        PhysicalType.ByteArray => $"ward {value}",
        PhysicalType.FixedLenByteArray => Convert.ToHexStringLower(Plain(value)),
        _ => Whole(value).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The values of a page, encoded.</summary>
    /// <param name="values">Those that are not null.</param>
    /// <param name="dictionary">The distinct values, if the encoding has a dictionary.</param>
    public byte[] Encode(IReadOnlyList<int> values, List<int> dictionary)
    {
        var plain = values.Select(Plain).ToList();
        return Encoding switch
        {
            PageEncoding.Rle => MadeEncoding.Framed(MadeEncoding.Hybrid([.. values.Select(v => v % 3 == 0 ? 1 : 0)], 1)),
            PageEncoding.PlainDictionary or PageEncoding.RleDictionary =>
                [5, .. MadeEncoding.Hybrid([.. values.Select(v => dictionary.IndexOf(v))], 5)],
            PageEncoding.DeltaBinaryPacked => MadeEncoding.Delta([.. values.Select(Whole)]),
            PageEncoding.DeltaLengthByteArray => MadeEncoding.DeltaLength(plain),
            PageEncoding.DeltaByteArray => MadeEncoding.DeltaBytes(plain),
            PageEncoding.ByteStreamSplit => MadeEncoding.Split(plain),
            _ => EncodePlain(values),
        };
    }

    public byte[] EncodePlain(IReadOnlyList<int> values) => Type switch
    {
        PhysicalType.Boolean => MadeEncoding.Packed([.. values.Select(v => v % 3 == 0 ? 1UL : 0)], 1),
        PhysicalType.ByteArray => [.. values.SelectMany(v => MadeEncoding.Framed(Plain(v)))],
        _ => [.. values.SelectMany(Plain)],
    };

    private static IEnumerable<MadeColumn> Of(PhysicalType type, params PageEncoding[] encodings) =>
        encodings.Select(encoding => new MadeColumn(type, encoding));

    private long Whole(int value) => Type == PhysicalType.Int32 ? value * 100_003 : value * 1_000_000_007L * (value % 2 == 0 ? 1 : -1);

    private byte[] Plain(int value)
    {
        var bytes = new byte[Type is PhysicalType.Int32 or PhysicalType.Float ? 4 : 8];
        switch (Type)
        {
            case PhysicalType.Int32:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)Whole(value));
                break;
            case PhysicalType.Int64:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, Whole(value));
                break;
            case PhysicalType.Float:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, value / 4f);
                break;
            case PhysicalType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value / 4.0);
                break;
            case PhysicalType.ByteArray:
                return System.Text.Encoding.UTF8.GetBytes(Text(value));
            default:
                return System.Text.Encoding.UTF8.GetBytes($"x{value:D4}");
        }

        return bytes;
    }
}
