namespace PatientFlow.Lake;

/// <summary>
/// A column of type <c>decimal(p,s)</c>. A value is its unscaled integer: 12.34 at scale 2 is 1234.
/// </summary>
public sealed class DecimalColumn : ValueColumn<Int128>
{
    private readonly Int128 limit;

    /// <summary>An empty column.</summary>
    /// <param name="precision">Digits in all, 1 to 38.</param>
    /// <param name="scale">Digits after the point.</param>
    public DecimalColumn(int precision, int scale) : this(new DecimalType(precision, scale))
    {
    }

    internal DecimalColumn(DecimalType type) : base(type)
    {
        Number = type;
        limit = DecimalText.PowerOfTen(type.Precision);
    }

    /// <summary>Precision and scale.</summary>
    public DecimalType Number { get; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value has more digits after the point than the scale, or more in all than the precision.
    /// </exception>
    public void Append(decimal value)
    {
        Int128 unscaled = (Int128)decimal.Truncate(value);
        var rest = value - decimal.Truncate(value);
        for (var i = 0; i < Number.Scale; i++)
        {
            rest *= 10;
            var digit = decimal.Truncate(rest);
            unscaled = unscaled * 10 + (int)digit;
            rest -= digit;
        }

        if (rest != 0 || Int128.Abs(unscaled) >= limit)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"The value does not fit {Number}.");
        Append(unscaled);
    }

    /// <summary>Adds a row, null if the value is.</summary>
    public void Append(decimal? value)
    {
        if (value is { } held) Append(held);
        else AppendNull();
    }

    /// <summary>The value of a row as exact decimal text, such as <c>-0.05</c>.</summary>
    public string GetText(int row) => DecimalText.Format(this[row], Number.Scale);

    /// <summary>The value of a row that is not null.</summary>
    /// <exception cref="OverflowException">It needs more than the 28 digits of a <see cref="decimal"/>.</exception>
    public decimal GetDecimal(int row) => decimal.Parse(GetText(row));
}
