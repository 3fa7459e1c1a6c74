using System.Diagnostics;
using PatientFlow.EventLog;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Kpi;
using PatientFlow.Silo.Warehouse;
using Spectre.Console;

namespace PatientFlow.Silo.Demo;

/// <summary>Events in, lake out, KPIs on the screen.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(SiloSettings settings, string input, CancellationToken cancellationToken)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Console.Out),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        var notes = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        if (Console.IsOutputRedirected) screen.Profile.Width = 120;

        var network = NetworkLoader.Load(settings.NetworkFile);
        await using var events = Open(input);
        using var folder = DataFolderLock.Take(settings.DataFolder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().AddFilter("Microsoft", LogLevel.Warning).SetMinimumLevel(LogLevel.Warning);
        builder.AddPatientFlow(settings, network, hub: null, ingest: true);
        using var host = builder.Build();
        var clock = Stopwatch.StartNew();
        await host.StartAsync(cancellationToken);
        var feed = new InputFeed(host.Services.GetRequiredService<EmbeddedLog>());
        var lake = host.Services.GetRequiredService<LakeTables>();
        Gold gold;
        int live;
        try
        {
            await ReplayAsync(notes, host, feed, events, cancellationToken);
            clock.Stop();
            gold = await Gold.ReadAsync(lake, cancellationToken);
            live = await AdmittedAsync(host.Services, network);
        }
        finally
        {
            // Also where the input is refused: grains that lose their services under way would say so at length.
            await host.StopAsync(CancellationToken.None);
        }

        KpiScreen.Draw(screen, gold);
        var open = gold.Stays.Count(s => s is { IsOpen: true, DepartmentSk: not null });
        var all = feed.Skipped + feed.Appended;
        screen.MarkupLineInterpolated(
            $"{all:N0} events{Resumed(feed)} in {clock.Elapsed.TotalSeconds:F1} s ({all / clock.Elapsed.TotalSeconds:N0}/s), {gold.Facts:N0} facts, {gold.Stays.Count:N0} stays.");
        screen.MarkupLineInterpolated($"Patients in a department: {live:N0} by the live grains, {open:N0} by Gold.");
        screen.MarkupLineInterpolated($"Lake: {lake.Root}");
        return live == open ? 0 : throw new CommandFailure("The live grains and Gold disagree; ./run verify tells where.");
    }

    private static async Task ReplayAsync(
        IAnsiConsole notes, IHost host, InputFeed feed, Stream events, CancellationToken cancellationToken)
    {
        var pump = host.Services.GetRequiredService<ExportPump>();
        if (Console.IsErrorRedirected)
        {
            await feed.FeedAsync(events, new Progress<long>(), cancellationToken);
            await pump.DrainAsync(null, cancellationToken);
            return;
        }

        await notes.Status().StartAsync("Starting", async status =>
        {
            await feed.FeedAsync(events, new Progress<long>(n => status.Status($"{n:N0} events in the log")), cancellationToken);
            await pump.DrainAsync(new Progress<long>(n => status.Status($"{n:N0} events to export")), cancellationToken);
        });
    }

    private static async Task<int> AdmittedAsync(IServiceProvider services, NetworkDefinition network)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var censuses = await Task.WhenAll(
            new NetworkMap(network).Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync()));
        return censuses.Sum(c => c?.Occupancy ?? 0);
    }

    private static string Resumed(InputFeed feed) => feed.Skipped == 0 ? "" : $" ({feed.Skipped:N0} were in the log already)";

    private static Stream Open(string input)
    {
        if (input == "-") return Console.OpenStandardInput();
        try
        {
            return File.OpenRead(input);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"The input {input} cannot be read: {fault.Message}");
        }
    }
}
