namespace PatientFlow.Lake.Parquet;

/// <summary>Gives the values of a column in their stored form. Owned by one chunk writer.</summary>
internal abstract class FixedSource<T>
    where T : unmanaged
{
    /// <summary>So many rows; a null row holds anything. Valid until the next call.</summary>
    public abstract ReadOnlySpan<T> Read(Column column, int start, int count);
}
