using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Flow.Bench;

/// <summary>A silo in a process of its own, on a port that it chose, as its user runs it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private const int ErrorCharsMax = 10_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan StatusLook = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly StringBuilder said = new();

    private SiloProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its API. It takes as many connections as there are callers.</summary>
    public HttpClient Api { get; } = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan });

    /// <summary>Bytes of its memory that are in use.</summary>
    public long ResidentBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The most that it had in use so far, bytes.</summary>
    public long ResidentBytesMax
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>Processor time of all cores since its start.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it on a data folder and waits until it serves.</summary>
    /// <exception cref="MeasurementException">It ended before.</exception>
    public static async Task<SiloProcess> StartAsync(string data, CancellationToken cancellationToken, params string[] more)
    {
        var ready = $"{data}.ready";
        File.Delete(ready);
        var silo = new SiloProcess(Child.Start(
            Checkout.Silo, ["silo", "--data", data, "--url", "http://127.0.0.1:0", "--ready-file", ready, "--status-every", "3600", .. more]));
        try
        {
            while (!File.Exists(ready) || new FileInfo(ready).Length == 0)
            {
                if (silo.process.HasExited)
                    throw new MeasurementException($"The silo ended with {silo.process.ExitCode}: {silo.said}");
                await Task.Delay(Look, cancellationToken);
            }

            silo.Api.BaseAddress = new Uri((await File.ReadAllTextAsync(ready, cancellationToken)).Trim());
            return silo;
        }
        catch
        {
            // Whoever waited for it has nothing to dispose of.
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Posts lines and returns when they are durable.</summary>
    public async Task PostAsync(IReadOnlyList<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var body = new MemoryStream(lines.Sum(l => l.Length + 1));
        foreach (var line in lines)
        {
            body.Write(line.Span);
            body.WriteByte((byte)'\n');
        }

        body.Position = 0;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StreamContent(body) };
        request.Content.Headers.ContentType = new("application/x-ndjson");
        request.Headers.Add("Prefer", "return=minimal");
        using var answer = await Api.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new MeasurementException($"The silo did not take events: {(int)answer.StatusCode}.");
    }

    /// <summary>Returns how many events of all partitions have come to some step.</summary>
    /// <param name="step"><c>applied</c> or <c>exported</c>, as the status names it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<long> ProgressAsync(string step, CancellationToken cancellationToken) =>
        (await PartitionsAsync(cancellationToken)).Sum(p => p.GetProperty(step).GetInt64() + 1);

    /// <summary>Waits until every event of the log is applied, and where asked in the lake too.</summary>
    public async Task CaughtUpAsync(bool isExported, CancellationToken cancellationToken)
    {
        var lag = isExported ? "export_lag" : "apply_lag";
        while (true)
        {
            if ((await PartitionsAsync(cancellationToken)).All(p => p.GetProperty(lag).GetInt64() == 0)) return;
            await Task.Delay(StatusLook, cancellationToken);
        }
    }

    /// <summary>Asks it to stop, as Ctrl-C does, and waits for its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", Child.Number(process.Id)]);
        await kill.WaitForExitAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as a failing machine does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task<JsonElement.ArrayEnumerator> PartitionsAsync(CancellationToken cancellationToken) =>
        (await Api.GetFromJsonAsync<JsonElement>("/api/v1/status", cancellationToken)).GetProperty("partitions").EnumerateArray();

    private void Take(string? line)
    {
        lock (said)
            if (said.Length < ErrorCharsMax)
                said.AppendLine(line);
    }
}
