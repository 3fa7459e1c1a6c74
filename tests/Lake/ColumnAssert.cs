using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>Exact comparison of columns, bit for bit, nested ones too.</summary>
internal static class ColumnAssert
{
    public static void Equal(ColumnBatch expected, ColumnBatch actual)
    {
        Assert.Equal(expected.Schema.Fields.Select(f => f.Name), actual.Schema.Fields.Select(f => f.Name));
        Assert.Equal(expected.RowCount, actual.RowCount);
        for (var i = 0; i < expected.Columns.Count; i++)
            Equal(expected.Columns[i], actual.Columns[i], expected.Schema.Fields[i].Name);
    }

    private static void Equal(Column expected, Column actual, string name)
    {
        Assert.Equal(expected.Type, actual.Type);
        Assert.Equal(expected.Count, actual.Count);
        for (var row = 0; row < expected.Count; row++)
        {
            if (expected.IsNull(row) != actual.IsNull(row)) Assert.Fail($"{name}[{row}]: null differs");
            if (!expected.IsNull(row) && !Same(expected, actual, row)) Assert.Fail($"{name}[{row}]: value differs");
        }

        switch (expected)
        {
            case StructColumn group:
                for (var i = 0; i < group.Children.Count; i++)
                    Equal(group.Children[i], ((StructColumn)actual).Children[i], $"{name}.{i}");
                break;
            case ListColumn list:
                Equal(list.Elements, ((ListColumn)actual).Elements, $"{name}.element");
                break;
            case MapColumn map:
                Equal(map.Keys, ((MapColumn)actual).Keys, $"{name}.key");
                Equal(map.Values, ((MapColumn)actual).Values, $"{name}.value");
                break;
            default:
                break;
        }
    }

    private static bool Same(Column expected, Column actual, int row) => expected switch
    {
        BytesColumn c => c.GetBytes(row).SequenceEqual(((BytesColumn)actual).GetBytes(row)),
        ValueColumn<long> c => c[row] == ((ValueColumn<long>)actual)[row],
        ValueColumn<int> c => c[row] == ((ValueColumn<int>)actual)[row],
        ValueColumn<bool> c => c[row] == ((ValueColumn<bool>)actual)[row],
        ValueColumn<Int128> c => c[row] == ((ValueColumn<Int128>)actual)[row],
        ValueColumn<double> c => BitConverter.DoubleToInt64Bits(c[row])
            == BitConverter.DoubleToInt64Bits(((ValueColumn<double>)actual)[row]),
        ValueColumn<float> c => BitConverter.SingleToInt32Bits(c[row])
            == BitConverter.SingleToInt32Bits(((ValueColumn<float>)actual)[row]),
        RepeatedColumn c => c.LengthOf(row) == ((RepeatedColumn)actual).LengthOf(row),
        StructColumn => true,
        _ => throw new NotSupportedException(expected.GetType().Name),
    };
}
