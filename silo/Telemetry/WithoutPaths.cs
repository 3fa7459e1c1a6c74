using System.Diagnostics;
using OpenTelemetry;

namespace PatientFlow.Silo.Telemetry;

/// <summary>Takes addresses out of spans, whose route says as much: a path may name a patient.</summary>
internal sealed class WithoutPaths : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.query", "url.full", "http.target", "http.url"];

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var tag in Addresses) data.SetTag(tag, null);
    }
}
