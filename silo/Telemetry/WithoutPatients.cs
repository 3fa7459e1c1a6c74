using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Removes from spans whatever may name a patient: addresses, whose route says enough, messages of faults, and every
/// Orleans tag of a call or an activation that is not listed here, because such tags name grains.
/// </summary>
internal sealed class WithoutPatients : BaseProcessor<Activity>
{
    private const string Orleans = "Microsoft.Orleans.";

    private static readonly string[] NeverTold =
    [
        "url.path", "url.query", "url.full", "http.target", "http.url", "exception.message", "exception.stacktrace",
    ];

    // Source: Orleans' ActivityTagKeys; both names where they differ between its versions.
    private static readonly FrozenSet<string> OfOrleans = FrozenSet.Create(
        "rpc.system", "rpc.system.name", "rpc.service", "orleans.rpc.service", "rpc.method", "orleans.grain.type",
        "orleans.grain.state", "orleans.silo.id", "orleans.activation.cause", "orleans.storage.provider",
        "orleans.storage.state.name", "orleans.storage.state.type", "orleans.placement.filter.type",
        "orleans.directory.previousRegistration.present", "orleans.rehydrate.ignored", "exception.type", "exception.escaped");

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var tag in NeverTold) data.SetTag(tag, null);
        if (!data.Source.Name.StartsWith(Orleans, StringComparison.Ordinal)) return;
        List<string>? untold = null;
        foreach (var (tag, _) in data.EnumerateTagObjects())
            if (!OfOrleans.Contains(tag)) (untold ??= []).Add(tag);
        if (untold is null) return;
        foreach (var tag in untold) data.SetTag(tag, null);
    }
}
