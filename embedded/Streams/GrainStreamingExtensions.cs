using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Streams;
using Orleans.Streams;

namespace Orleans;

/// <summary>Gives grains their stream providers.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The provider of a name, for this grain.</summary>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var activation = grain.GrainContext as Activation
            ?? throw new InvalidOperationException("Only a grain in a silo has stream providers.");
        var agents = activation.ActivationServices.GetRequiredService<StreamAgents>();
        return new GrainStreamProvider(agents, name, activation);
    }

    /// <summary>The provider of a name, for this grain.</summary>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) =>
        ((IGrainBase)grain).GetStreamProvider(name);
}
