namespace PatientFlow.Turns;

/// <summary>
/// The grains of one interface, by key. Orleans works out the interface's name from its type, by reflection, whenever it
/// is asked for a grain (10.4.2), and that was a kilobyte of garbage a call; here it is asked once.
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

    /// <summary>The grain of a key; nothing is called.</summary>
    public TGrain this[string key] => (TGrain)grains.GetGrain(GrainId.Create(type, key), interfaceType);
}
