using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>How many rows each table of a lake has, as its log says.</summary>
internal static class LakeRows
{
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(string root, CancellationToken cancellationToken)
    {
        using var lake = await LakeTables.OpenExistingAsync(root, TimeProvider.System, cancellationToken);
        return Tables.All.ToDictionary(t => t.Path, t => lake[t].Current.Files.Sum(f => f.Rows ?? 0));
    }
}
