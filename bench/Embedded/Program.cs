using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;
using PatientFlow.Bench;

// Measures the grain runtime: dotnet run -c Release --project bench/Embedded
var folder = Directory.CreateTempSubdirectory("embedded-bench");
var start = Stopwatch.StartNew();
var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.UseOrleans(silo => silo.AddSqliteGrainStorageAsDefault(Path.Combine(folder.FullName, "grains.db")));
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();
await grains.GetGrain<IMeterGrain>("first").AddAsync(1);
Console.WriteLine($"start to first answer            {start.Elapsed.TotalMilliseconds,10:N1} ms");

var few = Enumerable.Range(0, 1_000).Select(i => grains.GetGrain<IMeterGrain>($"few-{i}")).ToArray();
for (var round = 0; round < 3; round++)
{
    await MeasureAsync("1 caller, 1 grain", 3_000_000, i => few[0].AddAsync(i));
    await MeasureAsync("1 caller, 1,000 grains", 3_000_000, i => few[i % few.Length].AddAsync(i));
    await MeasureAsync("1 caller, GetGrain each time", 2_000_000, i =>
        grains.GetGrain<IMeterGrain>("few-7").AddAsync(i));
    await MeasureAsync("1 caller, grain calls a grain", 1_000_000, i =>
        few[i % 500].AddToOtherAsync(few[500 + i % 500], i));
    await MeasureAsync("1 caller, method that yields", 300_000, i => few[i % few.Length].AddAndYieldAsync(i));
    await MeasureParallelAsync("2 callers, 1,000 grains", 2, 2_000_000, i => few[i % few.Length].AddAsync(i));
    await MeasureParallelAsync("64 callers, method that yields", 64, 10_000, i =>
        few[i % few.Length].AddAndYieldAsync(i));
    await MeasureParallelAsync("64 callers, 1 grain", 64, 10_000, i => few[0].AddAsync(i));
}

GC.Collect();
var before = GC.GetTotalMemory(forceFullCollection: true);
const int Many = 300_000;
var keys = Enumerable.Range(0, Many).Select(i => $"P{i:D8}").ToArray();
var keysOnly = GC.GetTotalMemory(forceFullCollection: true);
await MeasureAsync("activation", Many, i => grains.GetGrain<IMeterGrain>(keys[i]).AddAsync(i));
var after = GC.GetTotalMemory(forceFullCollection: true);
Console.WriteLine(
    $"memory of a small grain          {(after - keysOnly) / (double)Many,10:N0} bytes,"
    + $" its key {(keysOnly - before) / Many}");
var random = new Random(7);
await MeasureAsync(
    "1 caller, 300,000 grains", 2_000_000, i => grains.GetGrain<IMeterGrain>(keys[random.Next(Many)]).AddAsync(i));
GC.KeepAlive(keys);

var storage = host.Services.GetRequiredService<SqliteGrainStorage>();
var text = new string('x', 400);
var stored = Enumerable.Range(0, 20_000).Select(i => grains.GetGrain<IStoredGrain>($"S{i}")).ToArray();
await MeasureAsync("1 writer (SQLite)", 300, async i =>
{
    await stored[i].WriteAsync(text);
    return 0;
});
await MeasureParallelAsync("1,000 writers (SQLite)", 1_000, 60, async i =>
{
    await stored[i % stored.Length].WriteAsync(text);
    return 0;
});
Console.WriteLine($"writes in a commit               {storage.Writes / (double)storage.Commits,10:N1}");
await host.StopAsync();
folder.Delete(recursive: true);

static async Task MeasureAsync(string what, int count, Func<int, Task<long>> call)
{
    var allocated = GC.GetTotalAllocatedBytes();
    var cpu = Environment.CpuUsage.TotalTime;
    var watch = Stopwatch.StartNew();
    for (var i = 0; i < count; i++) await call(i);
    Report(what, count, watch.Elapsed, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
}

static async Task MeasureParallelAsync(string what, int callers, int countEach, Func<int, Task<long>> call)
{
    var allocated = GC.GetTotalAllocatedBytes();
    var cpu = Environment.CpuUsage.TotalTime;
    var watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
    {
        for (var i = 0; i < countEach; i++) await call(caller * 7919 + i);
    })));
    Report(
        what,
        callers * countEach,
        watch.Elapsed,
        Environment.CpuUsage.TotalTime - cpu,
        GC.GetTotalAllocatedBytes() - allocated);
}

// On a machine that is shared, the processor time says more than the clock.
static void Report(string what, int count, TimeSpan elapsed, TimeSpan cpu, long allocated) => Console.WriteLine(
    $"{what,-32} {count / elapsed.TotalSeconds,10:N0} /s {cpu.TotalNanoseconds / count,9:N0} ns of processor each"
    + $"{allocated / (double)count,8:N0} B each");
