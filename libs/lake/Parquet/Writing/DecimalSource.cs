using System.Numerics;

namespace PatientFlow.Lake.Parquet;

/// <summary>Decimals of up to 18 digits: stored as INT32 or INT64.</summary>
internal sealed class DecimalSource<T>(string name) : FixedSource<T>
    where T : unmanaged, INumber<T>
{
    private T[] _converted = [];

    public override ReadOnlySpan<T> Read(Column column, int start, int count)
    {
        var typed = (DecimalColumn)column;
        var limit = DecimalText.PowerOfTen(typed.Number.Precision);
        var values = typed.Values.Slice(start, count);
        if (_converted.Length < count) _converted = new T[count];
        for (var i = 0; i < count; i++)
        {
            if (Int128.Abs(values[i]) >= limit) throw TooLong(name, typed.Number);
            _converted[i] = T.CreateTruncating(values[i]);
        }

        return _converted.AsSpan(0, count);
    }

    public static ArgumentOutOfRangeException TooLong(string name, DecimalType type) =>
        new(name, $"Column '{name}' is a {type}, which cannot hold the value.");
}
