using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>What a vacuum deleted, or would delete.</summary>
/// <param name="Files">The files.</param>
/// <param name="Deleted">False for a dry run.</param>
public sealed record VacuumReport(IReadOnlyList<StoreEntry> Files, bool Deleted)
{
    /// <summary>Their length together.</summary>
    public long SizeBytes => Files.Sum(file => file.SizeBytes);
}
