using PatientFlow.Network;
using PatientFlow.Simulator.Delivery;
using PatientFlow.Simulator.Dirt;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Tests.Simulator;

/// <summary>Settings of a simulation in one call, and the events that they give.</summary>
internal static class Streams
{
    public static SimulationSettings Settings(ulong seed, NetworkDefinition? network = null) =>
        new() { Network = network ?? NetworkDefinition.Seed(), Seed = seed };

    public static SimulationSettings Clean(ulong seed, NetworkDefinition? network = null) =>
        Settings(seed, network) with { Dirt = DirtRates.None };

    public static IEnumerable<GeneratedEvent> Take(this SimulationSettings settings, int count)
    {
        var stream = new GeneratedStream(settings with { EventsMax = count });
        while (stream.Next() is { } happened) yield return happened;
    }

    /// <summary>The bytes that a file of these events holds.</summary>
    public static byte[] Lines(this IEnumerable<GeneratedEvent> events)
    {
        using var batch = new OutgoingBatch();
        foreach (var happened in events) batch.Add(happened);
        return batch.Lines.ToArray();
    }
}
