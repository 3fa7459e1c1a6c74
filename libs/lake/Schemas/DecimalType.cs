namespace PatientFlow.Lake;

/// <summary>An exact number: an unscaled integer divided by a power of ten.</summary>
public sealed record DecimalType : DataType
{
    /// <summary>The most digits a decimal may have. Source: Delta protocol, primitive types.</summary>
    public const int PrecisionMax = 38;

    internal DecimalType(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, PrecisionMax);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, precision);
        Precision = precision;
        Scale = scale;
    }

    /// <summary>Digits in all, 1 to 38.</summary>
    public int Precision { get; }

    /// <summary>Digits after the point.</summary>
    public int Scale { get; }

    /// <summary>The name in a Delta schema, such as <c>decimal(12,2)</c>.</summary>
    public override string ToString() => $"decimal({Precision},{Scale})";
}
