using System.Globalization;

namespace PatientFlow.State.Tests;

/// <summary>
/// The child of the kill test: as a silo does, it defers the states of many and then writes how far it is. It prints each
/// cut that was acknowledged, so that its parent knows what must survive.
/// </summary>
internal static class WritingProcess
{
    public const string Argument = "write-until-killed";
    public const int Partitions = 3;
    public const int Patients = 300;

    // Small enough that some cuts are written in several parts.
    public const long PendingBytesMax = 40_000;

    public static async Task<int> RunAsync(string folder)
    {
        using var store = GrainStore.Open(TestStore.Options(folder, PendingBytesMax), Records.Serializer);
        await Console.Out.WriteLineAsync("open");
        await Task.WhenAll(Enumerable.Range(0, Partitions).Select(p => CutForeverAsync(store, p)));
        return 0;
    }

    public static string Key(int partition, int patient) => string.Create(CultureInfo.InvariantCulture, $"{partition}-{patient:D4}");

    /// <summary>How far a text says that its writer was.</summary>
    public static int CutOf(string text) => text.Length == 0 ? 0 : int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    private static async Task CutForeverAsync(GrainStore store, int partition)
    {
        var random = new Random(partition);
        var mark = await store.ReadAsync(Key(partition, 0), Records.Durable);
        for (var cut = CutOf(mark.State?.Text ?? "") + 1; ; cut++)
        {
            for (var patient = 0; patient < Patients; patient++)
                await store.PutAsync(Key(partition, patient), $"{cut} {new string('x', random.Next(200))}");
            await store.WriteAsync(Key(partition, 0), mark, $"{cut} ", Records.Durable);
            // One write a line: a line that the parent sees only half has no end and does not count.
            await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{partition} {cut}\n"));
        }
    }
}
