namespace Orleans.Runtime;

/// <summary>What <see cref="Grain"/> needs of the runtime; a unit test may pass its own.</summary>
public interface IGrainRuntime
{
    /// <summary>The name of the process.</summary>
    string SiloIdentity { get; }

    /// <summary>Makes references to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>The services of the process.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The clock of the process.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>See <see cref="Grain.DeactivateOnIdle"/>.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>See <see cref="Grain.DelayDeactivation"/>.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
}
