using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PatientFlow.Tests.Support;

/// <summary>A silo that serves, in a process of its own, on a port that it chose.</summary>
internal sealed partial class RunningSilo : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Process process;
    private readonly StringBuilder console = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningSilo(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its API.</summary>
    public HttpClient Api { get; } = new() { Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>Its process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Bytes of its memory that are in use.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Everything that it has written to the console.</summary>
    public string Console
    {
        get
        {
            lock (console) return console.ToString();
        }
    }

    /// <summary>Starts it and waits until it says where it listens.</summary>
    public static Task<RunningSilo> StartAsync(string data, params IEnumerable<string> more) =>
        StartAsync(data, new Dictionary<string, string>(), more);

    /// <summary>The same, with variables of its environment.</summary>
    public static async Task<RunningSilo> StartAsync(
        string data, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> more)
    {
        string[] options = [.. more];
        string[] url = options.Contains("--url") ? [] : ["--url", "http://127.0.0.1:0"];
        var silo = new RunningSilo(SiloProgram.Start(["silo", "--data", data, .. url, .. options], environment));
        var ended = silo.process.WaitForExitAsync();
        if (await Task.WhenAny(silo.address.Task, ended) == ended)
            throw new InvalidOperationException($"The silo ended with {silo.process.ExitCode}: {silo.Console}");
        silo.Api.BaseAddress = await silo.address.Task;
        return silo;
    }

    /// <summary>Sends events and gives the answer. All must be in the log then, whether they can be used or not.</summary>
    public async Task<JsonElement> SendAsync(string body, string type = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await Api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True(
            response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.UnprocessableContent, $"{response.StatusCode}: {answer}");
        return JsonElement.Parse(answer);
    }

    /// <summary>Waits until every event of the log was applied, and gives the status then.</summary>
    public async Task<JsonElement> AppliedAsync()
    {
        while (true)
        {
            var status = await Api.GetFromJsonAsync<JsonElement>("/api/v1/status");
            if (status.GetProperty("partitions").EnumerateArray().All(p => p.GetProperty("apply_lag").GetInt64() == 0)) return status;
            await Task.Delay(Look);
        }
    }

    /// <summary>Asks it to stop as a service manager does, and gives its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await EndAsync();
    }

    /// <summary>Sends it a signal, by name.</summary>
    public async Task SignalAsync(string name)
    {
        var kill = await ChildProcess.RunAsync(
            "kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Whether its process has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Waits until it ends, and gives its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Ends it at once, as a failing machine does.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (console) console.AppendLine(line);
        if (Address().Match(line) is { Success: true } match) address.TrySetResult(new Uri(match.Value));
    }

    // Without a path: one with a path is the lake's, in an emulator.
    [GeneratedRegex(@"https?://(127\.0\.0\.1|localhost):\d+(?![\d/])")]
    private static partial Regex Address();
}
