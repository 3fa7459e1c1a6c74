using System.Diagnostics;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>Waits for what another process or thread brings about, and says what was missing when it does not.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    public static async Task TrueAsync(string what, Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(clock.Elapsed < Patience, $"Not within {Patience}: {what}");
            await Task.Delay(Look);
        }
    }

    public static Task TrueAsync(string what, Func<bool> holds) => TrueAsync(what, () => Task.FromResult(holds()));
}
