namespace PatientFlow.Ingest;

/// <summary>
/// The grains that one partition has told something since the last cut, each with the last offset it was told of. Owned
/// by: one ingest turn.
/// </summary>
internal sealed class Told
{
    /// <summary>Patients, by key.</summary>
    public Dictionary<string, long> Patients { get; } = new(StringComparer.Ordinal);

    /// <summary>Departments, by key.</summary>
    public Dictionary<string, long> Departments { get; } = new(StringComparer.Ordinal);
}
