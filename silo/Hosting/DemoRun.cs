using System.Diagnostics;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.EventLog;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Places;
using Spectre.Console;

namespace PatientFlow.Silo.Hosting;

/// <summary>Feeds events in, exports them, and compares live grains with Gold. The kpi tool shows the KPIs.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(SiloSettings settings, string input, CancellationToken cancellationToken)
    {
        var notes = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

        var network = NetworkLoader.Load(settings.NetworkFile);
        await using var events = Open(input);
        using var folder = DataFolderLock.Take(settings.DataFolder);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().AddFilter("Microsoft", LogLevel.Warning).SetMinimumLevel(LogLevel.Warning);
        builder.AddPatientFlow(settings, network, hub: null);
        using var host = builder.Build();
        var clock = Stopwatch.StartNew();
        await host.BeginAsync(cancellationToken);
        var feed = new InputFeed(host.Services.GetRequiredService<EmbeddedLog>());
        var lake = host.Services.GetRequiredService<LakeTables>();
        DemoCounts gold;
        int live;
        try
        {
            await ReplayAsync(notes, host, feed, events, cancellationToken);
            clock.Stop();
            gold = await DemoCounts.ReadAsync(lake, cancellationToken);
            live = await AdmittedAsync(host.Services, network);
        }
        finally
        {
            // Also when the input is refused: otherwise grains that lose their services while working would log long
            // faults.
            await host.StopAsync(CancellationToken.None);
        }

        var all = feed.Skipped + feed.Appended;
        await Console.Out.WriteLineAsync(
            $"{all:N0} events{Resumed(feed)} in {clock.Elapsed.TotalSeconds:F1} s ({all / clock.Elapsed.TotalSeconds:N0}/s), {gold.Facts:N0} facts, {gold.Stays:N0} stays.");
        await Console.Out.WriteLineAsync($"Patients in a department: {live:N0} by the live grains, {gold.InDepartment:N0} by Gold.");
        await Console.Out.WriteLineAsync($"Lake: {lake.Root}");
        return live == gold.InDepartment ? 0 : throw new CommandException("The live grains and Gold disagree; ./run verify tells where.");
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
            throw new CommandException($"The input {input} cannot be read: {fault.Message}");
        }
    }
}
