using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace PatientFlow.Tests;

/// <summary>What a test wants of the runtime that its grains run on, whichever that is.</summary>
internal sealed record GrainSettings
{
    /// <summary>Where events come from.</summary>
    public required MemoryLog Log { get; init; }

    /// <summary>Where the grains keep their state.</summary>
    public required IGrainStorage States { get; init; }

    /// <summary>Adds what the grains are given.</summary>
    public required Action<IServiceCollection> Services { get; init; }

    /// <summary>Events in one delivery, at most.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How long a grain may be idle; null for the usual.</summary>
    public required TimeSpan? CollectionAge { get; init; }
}
