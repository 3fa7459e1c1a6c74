namespace Strangers;

/// <summary>A fault of somebody else, which names a grain in all it has, and which Orleans does not send as it is.</summary>
internal sealed class StrangeFault : Exception
{
    private readonly GrainId grain;

    public StrangeFault(GrainId grain)
    {
        this.grain = grain;
        Data["grain"] = grain.ToString();
    }

    public override string Message => $"Nobody can read {grain}";
}
