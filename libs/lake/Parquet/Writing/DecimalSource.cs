using System.Numerics;

namespace PatientFlow.Lake.Parquet;

/// <summary>Decimals of up to 18 digits: stored as INT32 or INT64.</summary>
internal sealed class DecimalSource<T>(string name) : FixedSource<T>
    where T : unmanaged, INumber<T>
{
    private T[] converted = [];

    public override ReadOnlySpan<T> Read(Column column, int start, int count)
    {
        var typed = (DecimalColumn)column;
        var limit = DecimalText.PowerOfTen(typed.Number.Precision);
        var values = typed.Values.Slice(start, count);
        if (converted.Length < count) converted = new T[count];
        for (var i = 0; i < count; i++)
        {
            if (Int128.Abs(values[i]) >= limit) throw TooLong(name, typed.Number);
            converted[i] = T.CreateTruncating(values[i]);
        }

        return converted.AsSpan(0, count);
    }

    public static ArgumentOutOfRangeException TooLong(string name, DecimalType type) =>
        new(name, $"Column '{name}' is a {type}, which cannot hold the value.");
}
