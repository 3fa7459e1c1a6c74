using System.Collections.Immutable;
using System.Globalization;

namespace PatientFlow.Lakehouse.Fence;

/// <summary>State of a lake's fence: which silo feeds the lake, and from where.</summary>
/// <param name="Holder">Identifies the silo that feeds the lake, or did last.</param>
/// <param name="Source">Identifies the log whose offsets the lake holds.</param>
/// <param name="SourceName">Name of the log for people.</param>
/// <param name="Epoch">Increases by one with every silo that takes the lake.</param>
/// <param name="Beat">Increases by one with every sign of life in an epoch.</param>
/// <param name="Released">Whether the holder has stopped cleanly and released the lake.</param>
public sealed record FenceState(
    string Holder, string Source, string SourceName, long Epoch, long Beat, bool Released)
{
    private const string Prefix = "patientflow.";

    /// <summary>
    /// Reads the state from the properties of the fence's table; null if nobody has taken the lake yet.
    /// </summary>
    public static FenceState? From(IReadOnlyDictionary<string, string> properties) =>
        properties.TryGetValue(Prefix + "holder", out var holder)
            ? new FenceState(
                holder,
                properties[Prefix + "source"],
                properties[Prefix + "sourceName"],
                long.Parse(properties[Prefix + "epoch"], CultureInfo.InvariantCulture),
                long.Parse(properties[Prefix + "beat"], CultureInfo.InvariantCulture),
                bool.Parse(properties[Prefix + "released"]))
            : null;

    /// <summary>Returns the properties with this state added.</summary>
    public IReadOnlyDictionary<string, string> In(IReadOnlyDictionary<string, string> properties) =>
        properties.ToImmutableDictionary().SetItems(new Dictionary<string, string>
        {
            [Prefix + "holder"] = Holder,
            [Prefix + "source"] = Source,
            [Prefix + "sourceName"] = SourceName,
            [Prefix + "epoch"] = Epoch.ToString(CultureInfo.InvariantCulture),
            [Prefix + "beat"] = Beat.ToString(CultureInfo.InvariantCulture),
            [Prefix + "released"] = Released ? "true" : "false",
        });
}
