using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads identity and keys of grains and of references to them, and turns one into the other.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain or reference.</summary>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase activated => activated.GrainContext.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException(
            $"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };

    /// <summary>The string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The integer key.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId().GetIntegerKey(out _);

    /// <summary>The integer key and its extension.</summary>
    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetIntegerKey(out keyExt);

    /// <summary>The Guid key.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId().GetGuidKey(out _);

    /// <summary>The Guid key and its extension.</summary>
    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt) =>
        grain.GetGrainId().GetGuidKey(out keyExt);

    /// <summary>A reference to this grain by one of its interfaces.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : class
    {
        var reference = grain as GrainReference
            ?? (grain as IGrainBase)?.GrainContext.GrainReference
            ?? throw new ArgumentException("Only a grain or a reference can be made a reference.", nameof(grain));
        return (TGrainInterface)(object)reference.Cast(typeof(TGrainInterface));
    }

    /// <summary>A reference to the same grain by another of its interfaces.</summary>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        where TGrainInterface : class => grain.AsReference<TGrainInterface>();
}
