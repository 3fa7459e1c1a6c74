namespace PatientFlow.Turns;

/// <summary>
/// The grains of one interface, by key. Orleans derives the interface's name by reflection each time a grain is
/// requested (10.4.2), which costs a kilobyte of garbage per call; here it happens once.
/// </summary>
internal sealed class GrainsOf<TGrain>
    where TGrain : IGrainWithStringKey
{
    private readonly IGrainFactory grains;
    private readonly GrainType type;
    private readonly GrainInterfaceType interfaceType;

    public GrainsOf(IGrainFactory grains)
    {
        this.grains = grains;
        var any = (GrainReference)(IAddressable)grains.GetGrain<TGrain>("any");
        type = any.GrainId.Type;
        interfaceType = any.InterfaceType;
    }

    /// <summary>Returns the grain of a key without calling it.</summary>
    public TGrain this[string key] => (TGrain)grains.GetGrain(GrainId.Create(type, key), interfaceType);
}
