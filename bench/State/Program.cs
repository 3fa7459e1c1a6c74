using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using PatientFlow.Patients;
using PatientFlow.State.Bench;

// The grain store against its limit and a peer: dotnet run -c Release --project bench/State [-- ROWS [PATIENTS]]
var rows = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
var patients = args.Length > 1 ? int.Parse(args[1]) : 100_000;
const int Cut = 20_000;
const int RecordBytes = 300;
var serializer = new ServiceCollection().AddSerializer(s => s.AddAssembly(typeof(PatientState).Assembly))
    .BuildServiceProvider().GetRequiredService<Serializer>();
var random = new Random(7);
var records = Enumerable.Range(0, 4_096).Select(_ =>
{
    var bytes = new byte[RecordBytes];
    random.NextBytes(bytes);
    return bytes;
}).ToArray();
byte[] Record(int n) => records[n % records.Length];

await InFolderAsync(f => PlainRuns.FileAsync(Path.Combine(f, "plain"), rows, Cut, Record));
await InFolderAsync(f => PlainRuns.SqliteAsync(Path.Combine(f, "state.db"), rows, Cut, Record));
await InFolderAsync(f => new StoreRuns(f, serializer, true, 4096, 64 << 20).RunAsync("store, 300 B", rows, Cut, n => new BareState { Bytes = Record(n) }));
foreach (var compress in (bool[])[false, true])
    foreach (var block in (int[])[4096, 16384])
        await InFolderAsync(f => new StoreRuns(f, serializer, compress, block, 64 << 20).RunAsync(
            $"store, patients{(compress ? ", LZ4" : "")}, blocks of {block}", patients, Cut, SamplePatients.State));

static async Task InFolderAsync(Func<string, Task> run)
{
    var folder = Directory.CreateTempSubdirectory("state-bench-");
    try
    {
        await run(folder.FullName);
    }
    finally
    {
        folder.Delete(recursive: true);
    }
}
