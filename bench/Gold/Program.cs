using System.Diagnostics;
using PatientFlow.Bench.Gold;

// What the merge of dim_patient costs an export with the same number of changes, while the table grows.
int[] sizes = [100_000, 200_000, 400_000, 700_000, 1_000_000];
const int Rounds = 15;
var folder = Directory.CreateTempSubdirectory("gold-bench-").FullName;
try
{
    var table = await PatientMerges.CreateAsync(folder);
    Console.WriteLine("| patients | files | recent, median ms | recent, rows rewritten | anybody, median ms | anybody, rows rewritten |");
    Console.WriteLine("|---|---|---|---|---|---|");
    foreach (var size in sizes)
    {
        await table.GrowAsync(size);
        var recent = await MeasureAsync(table, amongLast: 20_000);
        var anybody = await MeasureAsync(table, amongLast: int.MaxValue);
        Console.WriteLine(
            $"| {size:N0} | {table.Files:N0} | {recent.Ms:F0} | {recent.Rows:N0} | {anybody.Ms:F0} | {anybody.Rows:N0} |");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static async Task<(double Ms, long Rows)> MeasureAsync(PatientMerges table, int amongLast)
{
    var runs = new List<(double Ms, long Rows)>();
    for (var round = 0; round < Rounds; round++)
    {
        var watch = Stopwatch.StartNew();
        var rows = await table.ExportAsync(amongLast);
        runs.Add((watch.Elapsed.TotalMilliseconds, rows));
        await table.CompactAsync();
    }

    return (runs.Select(r => r.Ms).Order().ElementAt(Rounds / 2), runs.Select(r => r.Rows).Order().ElementAt(Rounds / 2));
}
