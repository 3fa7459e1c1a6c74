using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Checks I-06: a patient's SCD2 intervals are contiguous and do not overlap, and exactly one is current.
/// </summary>
internal static class VersionChecks
{
    public static void Check(IReadOnlyList<ColumnBatch> patients, Differences differences)
    {
        foreach (var patient in Versions(patients).GroupBy(v => v.PatientId))
        {
            // Two versions may begin at the same instant; the one that also ends there comes first.
            var versions = patient.OrderBy(v => v.From).ThenBy(v => v.To ?? long.MaxValue).ToList();
            if (versions.Count(v => v.To is null) != 1)
                differences.Add(DimensionTables.Patient.Path, $"patient_sk {versions[0].Key}: not exactly one current version");
            for (var i = 1; i < versions.Count; i++)
                if (versions[i - 1].To != versions[i].From)
                    differences.Add(DimensionTables.Patient.Path, $"patient_sk {versions[i].Key}: does not begin where the version before it ends");
        }
    }

    private static IEnumerable<(string PatientId, long Key, long From, long? To)> Versions(IReadOnlyList<ColumnBatch> patients) =>
        patients.SelectMany(b => Enumerable.Range(0, b.RowCount).Select(row => (
            b.Get<TextColumn>("patient_id").GetString(row),
            b.Get<Int64Column>("patient_sk")[row],
            b.Get<TimestampColumn>("effective_from")[row],
            b.Get<TimestampColumn>("effective_to").ValueOrNull(row))));
}
