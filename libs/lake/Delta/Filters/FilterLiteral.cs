using System.Globalization;

namespace PatientFlow.Lake.Delta;

/// <summary>A constant as a column of one row, so that it compares like any value.</summary>
internal static class FilterLiteral
{
    /// <exception cref="ArgumentException">The constant is not a value of the type.</exception>
    public static Column Of(DataType type, object value)
    {
        var column = Column.Create(type);
        switch (column, value)
        {
            case (TextColumn c, string v):
                c.Append(v);
                break;
            case (Int64Column c, long or int or short or sbyte or byte):
                c.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case (Int32Column c, long or int or short or sbyte or byte):
                c.Append(checked((int)Convert.ToInt64(value, CultureInfo.InvariantCulture)));
                break;
            case (DoubleColumn c, double or float or long or int):
                c.Append(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case (FloatColumn c, float v):
                c.Append(v);
                break;
            case (BooleanColumn c, bool v):
                c.Append(v);
                break;
            case (DateColumn c, DateOnly v):
                c.Append(v);
                break;
            case (TimestampColumn c, DateTimeOffset v):
                c.Append(v);
                break;
            case (DecimalColumn c, decimal v):
                c.Append(v);
                break;
            case (DecimalColumn c, int or long):
                c.Append(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case (BinaryColumn c, byte[] v):
                c.Append(v);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} cannot be compared with a column of {type}.");
        }

        return column;
    }
}
