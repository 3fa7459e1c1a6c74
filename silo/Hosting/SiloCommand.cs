using System.CommandLine;
using System.Net;
using PatientFlow.Configuration;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Audit;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Clustering.Postgres;
using PatientFlow.Silo.Clustering.Tls;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Screen;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Hosting;

/// <summary><c>silo</c>: runs until it is stopped.</summary>
internal static class SiloCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var lake = CommonOptions.Lake();
        var network = CommonOptions.Network();
        var partitions = CommonOptions.Partitions();
        var interval = CommonOptions.ExportInterval();
        var url = new Option<string>("--url")
        {
            Description = "Address of the API: of this machine, or any other with authentication and TLS (docs/security.md).",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
            HelpName = "URL",
        };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var value)
                || (value.Scheme != Uri.UriSchemeHttp && value.Scheme != Uri.UriSchemeHttps)
                || (value.Host != "localhost" && !IPAddress.TryParse(value.Host, out _)))
                result.AddError("--url must be http:// or https:// and an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all of them.");
        });
        var health = new Option<int?>("--health-port")
        {
            Description = "Port that answers /health/live and /health/ready, and nothing else, on every address of "
                + "this machine; for whatever probes a container. Default: none.",
            HelpName = "PORT",
        };
        health.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var port) || port is < 1 or > 65_535))
                result.AddError($"--health-port must be 1 to 65535, not '{token.Value}'.");
        });
        var source = new SourceOptions();
        var command = new Command("silo", "Run one silo: log, grains, lake and API, until Ctrl-C.")
        {
            data, lake, network, partitions, interval, url, health,
        };
        source.AddTo(command);
        var alerts = new AlertOptions();
        alerts.AddTo(command);
        var access = new AccessOptions();
        access.AddTo(command);
        var screen = new ScreenOptions();
        screen.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            source.Choose(
                new SiloSettings
                {
                    Access = access.Read(parsed, new Uri(parsed.GetRequiredValue(url))),
                    DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data)),
                    OwnLakeRoot = CommonOptions.LakeRoot(parsed.GetValue(lake)),
                    NetworkFile = parsed.GetValue(network),
                    Partitions = parsed.GetValue(partitions),
                    ExportInterval = TimeSpan.FromSeconds(parsed.GetValue(interval)),
                    HealthPort = parsed.GetValue(health),
                    Alerts = alerts.Read(parsed, Environment.GetEnvironmentVariable),
                    Cluster = ClusterSettings.Read(Environment.GetEnvironmentVariable),
                },
                parsed, Environment.GetEnvironmentVariable),
            new Uri(parsed.GetRequiredValue(url)),
            screen.Read(parsed),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        SiloSettings settings, Uri url, ScreenSettings shown, CancellationToken cancellationToken)
    {
        var network = NetworkLoader.Load(settings.NetworkFile);
        ApiAddress.AssertFree(url);
        using var folder = DataFolderLock.Take(settings.DataFolder);
        if (settings.Cluster?.Postgres is { } server) await PostgresSchema.EnsureAsync(server, cancellationToken);
        await using var hub = settings.Hub is { } fed ? await fed.OpenAsync(cancellationToken) : null;
        using var last = new LastSeconds(TimeProvider.System);
        using var screen = new OperatorScreen(shown, TimeProvider.System);
        await using var app = WebHost.Build(settings, network, url, hub, screen.AddTo);
        using var signals = new StopSignals(app.Lifetime, screen, TimeProvider.System);

        // Opened before the host starts, so that a fault is reported plainly.
        _ = app.Services.GetService<CurrentCertificate>();
        _ = app.Services.GetRequiredService<AuditTrail>();
        _ = app.Services.GetRequiredService<IEventSource>();
        var state = app.Services.GetService<StateWatch>(); // A cluster has none: it keeps its state elsewhere.
        var fence = app.Services.GetRequiredService<LakeFence>();
        if (settings.Cluster is null && await fence.TryTakeAsync(cancellationToken) is { } other)
            await Standby.RunAsync(url, settings.HealthPort, fence, other, cancellationToken);
        await ApiAddress.ListenAsync(app, url, cancellationToken);

        await FirstAnswer.OfAsync(app.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System, cancellationToken);
        screen.SayReady(
            $"{network.Name}: {string.Join(", ", app.Urls)}   data: {settings.DataFolder}   {Source(settings)}Ctrl-C stops",
            app.Urls.First());
        var telling = screen.TellAsync(app.Services.GetRequiredService<StatusTeller>(), app.Lifetime);
        try
        {
            await app.WaitForShutdownAsync(cancellationToken);
            await telling;
            var isFailed = fence.IsLost || state?.IsDamaged == true || app.Services.GetService<EventIntake>()?.IsLogDead == true;
            return last.Begin(isFailed ? 1 : 0);
        }
        catch
        {
            // Whatever the fault is, the process must end with a failing exit code.
            last.Begin(1);
            throw;
        }
    }

    private static string Source(SiloSettings settings) =>
        settings.Hub is { } hub ? $"source: {hub.Address}   " : settings.Topic is { } topic ? $"source: {topic.Address}   " : "";
}
