using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>Reads rows of <c>gold/fact_census</c>.</summary>
public static class CensusRows
{
    private const string Month = "census_month";

    /// <summary>Returns the live files of a version, by month such as <c>2025-06</c>.</summary>
    public static ILookup<string, AddFile> ByMonth(Snapshot snapshot) =>
        snapshot.Files.ToLookup(f => f.PartitionValues[Month] ?? "", StringComparer.Ordinal);

    /// <summary>Reads files whole, in order of time.</summary>
    public static async Task<IReadOnlyList<CensusRow>> ReadAsync(
        DeltaTable delta, IEnumerable<AddFile> files, CancellationToken cancellationToken)
    {
        var rows = new List<CensusRow>();
        foreach (var file in files)
        {
            var held = await delta.ReadFileAsync(file, RowBatches.NamesOf(CensusTable.Census), cancellationToken);
            for (var row = 0; row < held.RowCount; row++) rows.Add(Row(held, row));
        }

        return [.. rows.OrderBy(r => r.Hour.Begins)];
    }

    private static CensusRow Row(ColumnBatch held, int row) => new(
        held.Get<Int64Column>("department_sk")[row],
        new CensusHour(
            held.Get<TimestampColumn>("census_hour").GetTime(row).UtcDateTime,
            held.Get<DateColumn>("census_date").GetDate(row),
            held.Get<Int32Column>("hour_of_day")[row]),
        held.Get<Int32Column>("arrivals")[row],
        held.Get<Int32Column>("departures")[row],
        held.Get<Int32Column>("patients")[row]);
}
