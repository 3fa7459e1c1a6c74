using System.Diagnostics;
using PatientFlow.Bench.Gold;

// What the merge of dim_patient costs an export with the same number of changes, while the table grows.
int[] sizes = [100_000, 200_000, 400_000, 700_000, 1_000_000];
(int Changed, int AmongLast)[] exports = [(100, 20_000), (10, int.MaxValue), (100, int.MaxValue)];
const int Rounds = 15;
var folder = Directory.CreateTempSubdirectory("gold-bench-").FullName;
try
{
    var table = await PatientMerges.CreateAsync(folder);
    Console.WriteLine("| patients | files | 100 recent | rows rewritten | 10 of anybody | rows | 100 of anybody | rows |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|");
    foreach (var size in sizes)
    {
        await table.GrowAsync(size);
        var cells = new List<string>();
        foreach (var (changed, amongLast) in exports)
        {
            var (ms, rows) = await MeasureAsync(table, changed, amongLast);
            cells.Add($"{ms:F0} ms | {rows:N0}");
        }

        Console.WriteLine($"| {size:N0} | {table.Files:N0} | {string.Join(" | ", cells)} |");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static async Task<(double Ms, long Rows)> MeasureAsync(PatientMerges table, int changed, int amongLast)
{
    var runs = new List<(double Ms, long Rows)>();
    for (var round = 0; round < Rounds; round++)
    {
        var watch = Stopwatch.StartNew();
        var rows = await table.ExportAsync(changed, amongLast);
        runs.Add((watch.Elapsed.TotalMilliseconds, rows));
        await table.CompactAsync();
    }

    return (runs.Select(r => r.Ms).Order().ElementAt(Rounds / 2), runs.Select(r => r.Rows).Order().ElementAt(Rounds / 2));
}
