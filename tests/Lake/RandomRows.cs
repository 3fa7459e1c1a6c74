using System.Text;
using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>Rows of any schema from a seed: ordinary values, extremes, nulls, runs and repetitions.</summary>
internal sealed class RandomRows(int seed)
{
    private readonly Random random = new(seed);

    public static Schema EveryType { get; } = new(
        new Field("text", DataType.String),
        new Field("text_required", DataType.String, Nullable: false),
        new Field("long", DataType.Long),
        new Field("long_required", DataType.Long, Nullable: false),
        new Field("integer", DataType.Integer),
        new Field("short", DataType.Short),
        new Field("byte", DataType.Byte),
        new Field("float", DataType.Float),
        new Field("double", DataType.Double),
        new Field("boolean", DataType.Boolean),
        new Field("boolean_required", DataType.Boolean, Nullable: false),
        new Field("binary", DataType.Binary),
        new Field("date", DataType.Date),
        new Field("timestamp", DataType.Timestamp),
        new Field("decimal_4_2", DataType.Decimal(4, 2)),
        new Field("decimal_9_0", DataType.Decimal(9, 0)),
        new Field("decimal_12_2", DataType.Decimal(12, 2)),
        new Field("decimal_18_18", DataType.Decimal(18, 18)),
        new Field("decimal_20_3", DataType.Decimal(20, 3)),
        new Field("decimal_38_10", DataType.Decimal(38, 10)));

    public static Schema Nested { get; } = new(
        new Field("id", DataType.Long, Nullable: false),
        new Field("group", new StructType(
        [
            new("a", DataType.String), new("inner", new StructType([new("b", DataType.Integer, Nullable: false)])),
        ])),
        new Field("list", new ListType(DataType.Double, ElementNullable: true)),
        new Field("required_list", new ListType(DataType.Long, ElementNullable: false), Nullable: false),
        new Field("lists", new ListType(new ListType(DataType.String, ElementNullable: true), ElementNullable: true)),
        new Field("map", new MapType(DataType.String, DataType.Decimal(22, 2), ValueNullable: true)),
        new Field("deep", new ListType(
            new StructType(
            [
                new("m", new MapType(DataType.Integer, new ListType(DataType.Date, ElementNullable: true), true)),
                new("t", DataType.Timestamp),
            ]),
            ElementNullable: true)));

    public ColumnBatch Make(Schema schema, int rows)
    {
        var batch = new ColumnBatch(schema);
        for (var i = 0; i < schema.Fields.Count; i++)
        {
            // Each column has a habit of its own, so that every path of an encoder is met.
            var nulls = schema.Fields[i].Nullable ? random.Next(4) switch { 0 => 0, 1 => 5, 2 => 50, _ => 100 } : 0;
            var distinct = random.Next(3) switch { 0 => 1, 1 => 20, _ => int.MaxValue };
            var pool = Column.Create(schema.Fields[i].Type);
            if (distinct < int.MaxValue)
                for (var k = 0; k < distinct; k++)
                    Append(pool, schema.Fields[i].Type);
            for (var row = 0; row < rows; row++)
            {
                if (random.Next(100) < nulls) batch.Columns[i].AppendNull();
                else if (distinct < int.MaxValue) batch.Columns[i].AppendFrom(pool, random.Next(distinct));
                else Append(batch.Columns[i], schema.Fields[i].Type);
            }
        }

        return batch;
    }

    private void Append(Column column, DataType type)
    {
        switch (column)
        {
            case TextColumn c:
                c.Append(Text());
                break;
            case BinaryColumn c:
                var bytes = new byte[random.Next(40)];
                random.NextBytes(bytes);
                c.Append(bytes);
                break;
            case Int64Column c:
                c.Append(Pick(long.MinValue, long.MaxValue, 0, -1, random.NextInt64(), random.Next(100)));
                break;
            case Int32Column c:
                var (low, high) = type.Is(PrimitiveKind.Byte) ? (sbyte.MinValue, sbyte.MaxValue)
                    : type.Is(PrimitiveKind.Short) ? (short.MinValue, short.MaxValue) : (int.MinValue, int.MaxValue);
                c.Append(Pick(low, high, 0, random.Next(low, high)));
                break;
            case FloatColumn c:
                c.Append(Pick(0f, -0f, float.NaN, float.PositiveInfinity, float.MinValue, float.Epsilon,
                    random.NextSingle()));
                break;
            case DoubleColumn c:
                c.Append(Pick(0d, -0d, double.NaN, double.NegativeInfinity, double.MaxValue, double.Epsilon,
                    random.NextDouble()));
                break;
            case BooleanColumn c:
                c.Append(random.Next(2) == 0);
                break;
            case DateColumn c:
                c.Append(Pick(-719_162, 2_932_896, 0, -1, random.Next(30_000)));
                break;
            case TimestampColumn c:
                c.Append(Pick(-62_135_596_800_000_000, 253_402_300_799_999_999, 0, -1,
                    random.NextInt64(2_000_000_000_000_000)));
                break;
            case DecimalColumn c:
                c.Append(Decimal(c.Number.Precision));
                break;
            case StructColumn c:
                for (var i = 0; i < c.Children.Count; i++)
                    AppendOrNull(c.Children[i], c.Struct.Fields[i].Type, c.Struct.Fields[i].Nullable);
                c.Append();
                break;
            case ListColumn c:
                var list = (ListType)c.Type;
                for (var i = random.Next(4); i > 0; i--) AppendOrNull(c.Elements, list.Element, list.ElementNullable);
                c.Append();
                break;
            case MapColumn c:
                var map = (MapType)c.Type;
                for (var i = random.Next(3); i > 0; i--)
                {
                    Append(c.Keys, map.Key);
                    AppendOrNull(c.Values, map.Value, map.ValueNullable);
                }

                c.Append();
                break;
            default:
                throw new NotSupportedException(column.GetType().Name);
        }
    }

    private void AppendOrNull(Column column, DataType type, bool nullable)
    {
        if (nullable && random.Next(5) == 0) column.AppendNull();
        else Append(column, type);
    }

    private Int128 Decimal(int precision)
    {
        Int128 limit = 1;
        for (var i = 0; i < precision; i++) limit *= 10;
        Int128 any = new((ulong)random.NextInt64(), (ulong)random.NextInt64());
        return Pick(limit - 1, 1 - limit, 0, -1, any % limit, -(any % limit));
    }

    private string Text()
    {
        string[] pieces = ["", "a", "Ward ", "é", "中", "\uFFFD", "\uFF5E", "😀", "\U0010FFFF", "\u0000", "\n", "\"\\"];
        var text = new StringBuilder();
        // About where writers cut the bounds of a text.
        if (random.Next(6) == 0) text.Append('a', 28 + random.Next(6));
        for (var i = random.Next(6); i > 0; i--) text.Append(pieces[random.Next(pieces.Length)]);
        if (random.Next(20) == 0) text.Append(new string('x', random.Next(300)));
        return text.ToString();
    }

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];
}
