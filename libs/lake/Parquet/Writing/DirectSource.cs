namespace PatientFlow.Lake.Parquet;

/// <summary>Values whose stored form is their form in memory.</summary>
internal sealed class DirectSource<T> : FixedSource<T>
    where T : unmanaged
{
    public override ReadOnlySpan<T> Read(Column column, int start, int count) =>
        ((ValueColumn<T>)column).Values.Slice(start, count);
}
