namespace PatientFlow.Ingest;

/// <summary>
/// Whom one partition told something since an export was cut, with the last offset that each was told of. Owned by: one
/// ingest turn.
/// </summary>
internal sealed class Told
{
    /// <summary>Patients, by key.</summary>
    public Dictionary<string, long> Patients { get; } = new(StringComparer.Ordinal);

    /// <summary>Departments, by key.</summary>
    public Dictionary<string, long> Departments { get; } = new(StringComparer.Ordinal);

    /// <summary>Beds, by id.</summary>
    public Dictionary<string, long> Beds { get; } = new(StringComparer.Ordinal);
}
