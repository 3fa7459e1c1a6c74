namespace PatientFlow.Lake.Parquet;

/// <summary>Values of type short or byte: stored as INT32, and refused outside their range.</summary>
internal sealed class NarrowSource(string name, int min, int max) : FixedSource<int>
{
    public override ReadOnlySpan<int> Read(Column column, int start, int count)
    {
        var values = ((Int32Column)column).Values.Slice(start, count);
        for (var i = 0; i < values.Length; i++)
            if ((values[i] < min || values[i] > max) && !column.IsNull(start + i))
                throw new ArgumentOutOfRangeException(
                    nameof(column), values[i], $"Column '{name}' is a {column.Type}, which cannot hold the value.");
        return values;
    }
}
