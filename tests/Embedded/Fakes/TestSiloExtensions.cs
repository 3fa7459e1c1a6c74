using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace PatientFlow.Tests.Fakes;

internal static class TestSiloExtensions
{
    /// <summary>The number of grains of a type in memory.</summary>
    public static int Activations(this TestSilo silo, string grainType) =>
        silo.Services.GetRequiredService<GrainStatistics>().Read()
            .Single(statistics => statistics.GrainType == grainType).Activations;

    /// <summary>Runs the turns of a call that has been made.</summary>
    public static async Task DoAsync(this TestSilo silo, SteppedTurns turns, Task call)
    {
        Assert.NotNull(silo);
        turns.Run();
        await call;
    }
}
