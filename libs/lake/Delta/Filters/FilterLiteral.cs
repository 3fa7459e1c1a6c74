using System.Globalization;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A constant as a value of a column's type. A constant that lies between two values of the type, or outside of them
/// all, is the value beside it.
/// </summary>
internal sealed class FilterLiteral
{
    private readonly Column value;

    /// <summary>On which side of the value the constant lies: 1 above, -1 below, 0 for the value itself.</summary>
    private readonly int side;

    private FilterLiteral(Column value, int side) => (this.value, this.side) = (value, side);

    /// <summary>The type that the constant is compared as.</summary>
    public DataType Type => value.Type;

    /// <summary>The constant for a column of a type.</summary>
    /// <exception cref="ArgumentException">The constant is of another kind than the column.</exception>
    public static FilterLiteral Of(DataType type, object value)
    {
        var column = Column.Create(type);
        return new FilterLiteral(column, Append(column, value));
    }

    /// <summary>Compares a value of a column with the constant.</summary>
    public int CompareTo(Column values, int row)
    {
        var order = ColumnOrder.Compare(values, row, value, 0);
        return order == 0 ? -side : order;
    }

    private static int Append(Column column, object value)
    {
        switch (column, value)
        {
            case (TextColumn c, string v):
                c.Append(v);
                return 0;
            case (Int64Column c, long or int or short or sbyte or byte):
                c.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return 0;
            case (Int32Column c, long or int or short or sbyte or byte):
                var whole = Convert.ToInt64(value, CultureInfo.InvariantCulture);
                var near = (int)Math.Clamp(whole, int.MinValue, int.MaxValue);
                c.Append(near);
                return whole.CompareTo(near);
            case (DoubleColumn c, double or float or long or int):
                c.Append(Convert.ToDouble(value, CultureInfo.InvariantCulture));
                return 0;
            case (FloatColumn c, float or double or long or int):
                var real = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                c.Append((float)real);
                return real.CompareTo((float)real);
            case (BooleanColumn c, bool v):
                c.Append(v);
                return 0;
            case (DateColumn c, DateOnly v):
                c.Append(v);
                return 0;
            case (TimestampColumn c, DateTimeOffset v):
                c.Append(v);
                return v.UtcTicks % TimeSpan.TicksPerMicrosecond == 0 ? 0 : 1;
            case (DecimalColumn c, decimal v):
                return Append(c, v);
            case (DecimalColumn c, int or long):
                return Append(c, Convert.ToDecimal(value, CultureInfo.InvariantCulture));
            case (BinaryColumn c, byte[] v):
                c.Append(v);
                return 0;
            default:
                throw new ArgumentException(
                    $"A {value.GetType().Name} cannot be compared with a column of {column.Type}.");
        }
    }

    /// <summary>The digits that the type has, the rest cut off; the greatest or least value for what is beyond it.</summary>
    private static int Append(DecimalColumn column, decimal value)
    {
        var whole = decimal.Truncate(value);
        var rest = value - whole;
        Int128 unscaled = (Int128)whole;
        var most = DecimalText.PowerOfTen(column.Number.Precision) - 1;
        for (var i = 0; i < column.Number.Scale && Int128.Abs(unscaled) <= most; i++)
        {
            rest *= 10;
            var digit = decimal.Truncate(rest);
            unscaled = (unscaled * 10) + (int)digit;
            rest -= digit;
        }

        if (Int128.Abs(unscaled) > most)
        {
            column.Append(unscaled > 0 ? most : -most);
            return value > 0 ? 1 : -1;
        }

        column.Append(unscaled);
        return Math.Sign(rest);
    }
}
