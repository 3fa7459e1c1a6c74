using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using PatientFlow.Silo.Events;

namespace PatientFlow.Tests.Screen;

/// <summary>What somebody reads who runs a silo for the first time, and what its output is without a terminal.</summary>
public sealed partial class FirstContactTests
{
    [Fact]
    public async Task A_port_that_is_taken_is_named_with_the_way_out_before_anything_is_written()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var folder = new TestFolder();
        var run = await SiloProgram.RunAsync("silo", "--data", folder["data"], "--url", $"http://127.0.0.1:{port}");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            $"Port {port} is taken: another program listens on it. Stop that one, or choose another port with --url, such as "
            + "--url http://127.0.0.1:9090.",
            run.Errors.Trim());
        Assert.Empty(run.Output);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public async Task A_lake_that_cannot_be_written_is_named_with_the_way_out()
    {
        using var folder = new TestFolder();
        var run = await SiloProgram.RunAsync(
            "silo", "--data", folder["data"], "--lake", folder.Write("file", []), "--url", "http://127.0.0.1:0");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"The lake {folder["file"]} cannot be written", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--lake", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", $"{run}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_starts_with_another_network_than_before_is_told()
    {
        using var folder = new TestFolder();
        var seed = Path.Combine(Programs.Root, "grain-interfaces/Network/seed-network.json");
        var other = folder.Write("other.json", [(await File.ReadAllTextAsync(seed)).Replace("Midwest Health Alliance", "Other", StringComparison.Ordinal)]);
        var input = folder.Write("one.jsonl", [Wire.Admission("e-1", "p-1")]);
        string[] first = ["--network", other], second = [];
        Assert.Empty((await SiloProgram.DemoAsync(input, folder["data"], first)).Errors);
        Assert.Contains("'Midwest Health Alliance', it was 'Other'", (await SiloProgram.DemoAsync(input, folder["data"], second)).Errors, StringComparison.Ordinal);
        Assert.Empty((await SiloProgram.DemoAsync(input, folder["data"], second)).Errors);
    }

    [Theory]
    [InlineData("Alert occupancy_high of H3-ICU began")]
    [InlineData("Alert occupancy_high of H3-ICU: ", "--status-every", "0.2")]
    public async Task Without_a_terminal_an_alert_is_told_once_and_a_stop_raises_none(string told, params string[] options)
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(
            folder["data"],
            [
                "--alert-occupancy", "0,100", "--alert-hold", "0", "--ready-file", folder["ready"], "--export-interval", "600",
                .. options,
            ]);
        Assert.Equal(silo.Api.BaseAddress, new Uri((await File.ReadAllTextAsync(folder["ready"])).Trim()));
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        while (!silo.Console.Contains(told, StringComparison.Ordinal))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(0, await silo.StopAsync());
        Assert.Equal(1, Regex.Count(silo.Console, "Alert "));
        Assert.DoesNotContain('\u001b', silo.Console);
    }

    [Theory]
    [InlineData(DiskRoom.SpareBytes, true)]
    [InlineData(DiskRoom.SpareBytes - 1, false)]
    [InlineData(0L, false)]
    [InlineData(null, true)]
    public void Events_are_refused_before_the_disk_of_the_log_is_full(long? free, bool isTaken) =>
        Assert.Equal(isTaken, new DiskRoom("/data/log", _ => free).Trouble is null);

    [Fact]
    public async Task On_a_terminal_one_line_is_kept_up_to_date_and_Ctrl_C_ends_with_exit_code_0()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Skip("there is no script(1) here to make a terminal");
        using var folder = new TestFolder();
        var line = Programs.Line("silo", "--data", folder["data"], "--url", "http://127.0.0.1:0");
        using var terminal = ChildProcess.Start(
            // A shell that stays between would end by the Ctrl-C itself, and its exit code would be the one that is seen.
            "/usr/bin/script", ["-qec", $"exec dotnet {string.Join(' ', line)}", "/dev/null"],
            environment: new Dictionary<string, string> { ["TERM"] = "xterm", ["CI"] = "", ["SHELL"] = "/bin/sh" });
        var screen = new StringBuilder();
        await ReadUntilAsync(terminal, screen, "no lag");
        await terminal.StandardInput.WriteAsync('\u0003');
        await terminal.StandardInput.FlushAsync();
        await ReadUntilAsync(terminal, screen, "Stopped.");
        await terminal.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(terminal.ExitCode == 0, $"exit code {terminal.ExitCode}: {screen}");
        Assert.Contains("\r\u001b[2K0 events/s   0 admitted   no alerts   lake up to date   no lag", $"{screen}", StringComparison.Ordinal);
        Assert.Equal(3, LineThatStays().Count($"{screen}")); // Where it listens, that it stops, that it has.
    }

    private static async Task ReadUntilAsync(Process process, StringBuilder seen, string words)
    {
        var buffer = new char[1_024];
        while (!seen.ToString().Contains(words, StringComparison.Ordinal))
        {
            var count = await process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken);
            Assert.True(count > 0, $"it ended without '{words}': {seen}");
            seen.Append(buffer, 0, count);
        }
    }

    [GeneratedRegex("\n")]
    private static partial Regex LineThatStays();
}
