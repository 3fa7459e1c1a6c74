using System.Globalization;

namespace PatientFlow.EventLog.Tests;

/// <summary>
/// The child of the kill test: appends without end and prints each acknowledged position, so that its parent knows
/// what must survive.
/// </summary>
internal static class AppendingProcess
{
    public const string Argument = "append-until-killed";
    public const int Partitions = 4;
    private const int Producers = 3;

    public static EventLogOptions Options(string folder) =>
        new() { Folder = folder, Partitions = Partitions, SegmentBytesMax = 64 * 1024 };

    public static async Task<int> RunAsync(string folder)
    {
        await using var log = EmbeddedLog.Open(Options(folder), TimeProvider.System);
        await Console.Out.WriteLineAsync("open");
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(p => AppendForeverAsync(log, p)));
        return 0;
    }

    private static async Task AppendForeverAsync(EmbeddedLog log, int producer)
    {
        for (var n = 0; ; n++)
        {
            var batch = Enumerable.Range(0, 1 + n % 7).Select(i => Samples.Entry($"{producer}-{n}-{i}")).ToArray();
            var positions = await log.AppendAsync(batch, default);
            var lines = positions.Select((at, i) =>
                string.Create(CultureInfo.InvariantCulture, $"{at.Partition} {at.Offset} {producer}-{n}-{i}"));
            // One write a line: a line that the parent sees only half has no end and does not count.
            await Console.Out.WriteAsync(string.Join('\n', lines) + "\n");
        }
    }
}
