using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PatientFlow.Telemetry;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Exports metrics, traces and logs by OTLP if the usual variables of OpenTelemetry name a collector. Otherwise nothing
/// is collected.
/// </summary>
internal static class OtlpExport
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether a collector is named.</summary>
    public static bool HasCollector(this IHostApplicationBuilder builder) =>
        !string.IsNullOrWhiteSpace(builder.Configuration[EndpointVariable]);

    /// <summary>Adds the export to a host.</summary>
    public static void AddOtlpExport(this IHostApplicationBuilder builder)
    {
        if (!builder.HasCollector()) return;
        builder.Services.AddSingleton<SiloGauges>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("patientflow", serviceInstanceId: Environment.MachineName)
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(FlowMeter.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.Orleans")
                .AddInstrumentation(services => services.GetRequiredService<SiloGauges>())
                .AddView(Bounds))
            .WithTracing(traces => traces.AddSpans())
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>Selects the spans to export, and removes from them what may name a patient.</summary>
    internal static TracerProviderBuilder AddSpans(this TracerProviderBuilder traces) => traces
        .AddSource(FlowMeter.Name, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
        .AddAspNetCoreInstrumentation()
        .AddProcessor<WithoutPatients>();

    private static MetricStreamConfiguration? Bounds(System.Diagnostics.Metrics.Instrument instrument) =>
        instrument.Meter.Name == FlowMeter.Name && instrument.Unit == "s"
            ? new ExplicitBucketHistogramConfiguration { Boundaries = [.. FlowMeter.DurationBounds] }
            : null;
}
