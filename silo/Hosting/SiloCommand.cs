using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Lakehouse.Fence;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Clustering;
using PatientFlow.Silo.Clustering.Postgres;
using PatientFlow.Silo.Clustering.Tls;
using PatientFlow.Silo.Events;

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
            Description = "Address of the API; only this machine's own, since nothing else may be without authentication.",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
            HelpName = "URL",
        };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var value)
                || value.Scheme != Uri.UriSchemeHttp || !OwnAddress.Is(value))
                result.AddError("--url must be http:// and 127.0.0.1, [::1] or localhost: anything but loopback needs authentication.");
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
        command.SetAction((parsed, cancellationToken) => RunAsync(
            source.Choose(
                new SiloSettings
                {
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
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SiloSettings settings, Uri url, CancellationToken cancellationToken)
    {
        var network = NetworkLoader.Load(settings.NetworkFile);
        using var folder = DataFolderLock.Take(settings.DataFolder);
        if (settings.Cluster?.Postgres is { } server) await PostgresSchema.EnsureAsync(server, cancellationToken);
        await using var hub = settings.Hub is { } fed ? await fed.OpenAsync(cancellationToken) : null;
        using var last = new LastSeconds(TimeProvider.System);
        await using var app = WebHost.Build(settings, network, url, hub);

        // Opened before the host starts, so that a fault is reported plainly.
        _ = app.Services.GetService<CurrentCertificate>();
        _ = app.Services.GetRequiredService<IEventSource>();
        var state = app.Services.GetService<StateWatch>(); // A cluster has none: it keeps its state elsewhere.
        var fence = app.Services.GetRequiredService<LakeFence>();
        if (settings.Cluster is null && await fence.TryTakeAsync(cancellationToken) is { } other)
            await Standby.RunAsync(url, settings.HealthPort, fence, other, cancellationToken);
        await ListenAsync(app, url, cancellationToken);

        await FirstAnswer.OfAsync(app.Services.GetRequiredService<IGrainFactory>(), TimeProvider.System, cancellationToken);
        Console.WriteLine($"{network.Name}: {string.Join(", ", app.Urls)}   data: {settings.DataFolder}   {Source(settings)}Ctrl-C stops");
        try
        {
            await app.WaitForShutdownAsync(cancellationToken);
            return last.Begin(fence.IsLost || state?.IsDamaged == true ? 1 : 0);
        }
        catch
        {
            // Whatever the fault is, the process must end with a failing exit code.
            last.Begin(1);
            throw;
        }
    }

    /// <exception cref="CommandException">The address is taken, or does not belong to this machine.</exception>
    internal static async Task ListenAsync(WebApplication app, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw new CommandException($"The API cannot listen on {url}: {fault.Message}");
        }
    }

    private static string Source(SiloSettings settings) =>
        settings.Hub is { } hub ? $"source: {hub.Address}   " : settings.Topic is { } topic ? $"source: {topic.Address}   " : "";
}
