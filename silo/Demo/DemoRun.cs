using System.Diagnostics;
using Microsoft.Extensions.Logging.Console;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.EventLog;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Recorded;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Demo;

/// <summary>Feeds events in, exports them, and compares live grains with Gold. The kpi tool shows the KPIs.</summary>
internal sealed class DemoRun(SiloSettings settings, DemoInput input, DemoDisplay display)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(300);

    /// <summary>Runs the demo and returns its exit code (<see cref="DemoVerdict"/>).</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var network = NetworkLoader.Load(settings.NetworkFile);
        await using var bytes = input.Open();
        RecordingReader events;
        try
        {
            events = await RecordingReader.OpenAsync(bytes, EventIntake.PayloadBytesMax, cancellationToken);
        }
        catch (UnreadableInputException fault)
        {
            await Console.Error.WriteLineAsync(DemoVerdict.Refused(input.Name, fault));
            return DemoVerdict.NothingUsable;
        }

        using var folder = DataFolderLock.Take(settings.DataFolder);
        using var host = Build(network);
        var clock = Stopwatch.StartNew();
        await host.BeginAsync(cancellationToken);
        // From now on it is the host that hears Ctrl-C, and nobody else.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var feed = new InputFeed(host.Services.GetRequiredService<EmbeddedLog>());
        var lake = host.Services.GetRequiredService<LakeTables>();
        DemoCounts? gold = null;
        var live = 0;
        try
        {
            await display.RunAsync(show => ReplayAsync(host, feed, events, bytes, show, stop.Token));
            clock.Stop();
            if (feed.Tally.Usable > 0)
            {
                gold = await DemoCounts.ReadAsync(lake, stop.Token);
                live = await AdmittedAsync(host.Services, network);
            }
        }
        finally
        {
            // Also when the input is refused: otherwise grains that lose their services while working would log long
            // faults.
            await host.StopAsync(CancellationToken.None);
        }

        if (gold is null)
        {
            await Console.Error.WriteLineAsync(DemoVerdict.Nothing(input.Name, feed, events.LeftOut));
            return DemoVerdict.NothingUsable;
        }

        var seconds = clock.Elapsed.TotalSeconds;
        Say($"{feed.InLog:N0} events{Resumed(feed)} in {seconds:F1} s ({feed.InLog / seconds:N0}/s), {gold.Facts:N0} facts, {gold.Stays:N0} stays.");
        foreach (var sentence in DemoVerdict.Of(feed, events.LeftOut)) Say(sentence);
        Say($"Patients in a department: {live:N0} by the live grains, {gold.InDepartment:N0} by Gold.");
        Say($"Lake: {lake.Root}");
        if (live != gold.InDepartment) throw new CommandException("The live grains and Gold disagree; ./run verify tells where.");
        return feed.Fault is null ? DemoVerdict.Ok : DemoVerdict.Failed;
    }

    private IHost Build(NetworkDefinition network)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        // Orleans warns of a machine that is busy, which a demo makes it.
        builder.AddPatientFlow(settings, network, hub: null);
        builder.Logging.AddConsoleFormatter<PlainLog, ConsoleFormatterOptions>().AddConsole(o =>
        {
            o.FormatterName = nameof(PlainLog);
            o.LogToStandardErrorThreshold = LogLevel.Trace;
        }).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter<ConsoleLoggerProvider>((category, level) =>
            level >= (category?.StartsWith("Orleans", StringComparison.Ordinal) == true ? LogLevel.Error : LogLevel.Warning));
        return builder.Build();
    }

    private async Task ReplayAsync(
        IHost host, InputFeed feed, RecordingReader events, Stream bytes, Action<DemoStep> show, CancellationToken cancellationToken)
    {
        var pump = host.Services.GetRequiredService<ExportPump>();
        var time = host.Services.GetRequiredService<TimeProvider>();
        var looked = time.GetTimestamp();
        await feed.FeedAsync(events, LookAsync, cancellationToken);
        await pump.DrainAsync(
            lacking => show(new DemoStep(feed.InLog, Math.Max(0, feed.InLog - lacking), feed.InLog, IsEstimate: false)),
            cancellationToken);

        async Task LookAsync()
        {
            if (!display.IsSeen || time.GetElapsedTime(looked) < LookInterval) return;
            looked = time.GetTimestamp();
            var lacking = await pump.LackingAsync();
            show(input.Step(bytes, feed.InLog, Math.Max(0, feed.InLog - lacking)));
        }
    }

    private static async Task<int> AdmittedAsync(IServiceProvider services, NetworkDefinition network)
    {
        var grains = services.GetRequiredService<IGrainFactory>();
        var censuses = await Task.WhenAll(
            new NetworkMap(network).Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync()));
        return censuses.Sum(c => c?.Occupancy ?? 0);
    }

    private static void Say(string sentence) => Console.Out.WriteLine(sentence);

    private static string Resumed(InputFeed feed) => feed.Skipped == 0 ? "" : $" ({feed.Skipped:N0} were in the log already)";
}
