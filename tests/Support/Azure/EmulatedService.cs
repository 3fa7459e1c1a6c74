using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace PatientFlow.Tests.Support;

/// <summary>One service of the storage emulator, in a process of its own, in memory, gone when it is disposed of.</summary>
internal sealed class EmulatedService : IDisposable
{
    /// <summary>The account that every copy of the emulator has.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>Its key, the same everywhere; no secret.</summary>
    public const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process process;

    private EmulatedService(Process process, int port)
    {
        this.process = process;
        Endpoint = $"http://127.0.0.1:{port}";
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its address, without the account.</summary>
    public string Endpoint { get; }

    /// <summary>Starts a service and waits until it listens.</summary>
    /// <param name="folder">Where the emulator is installed: <see cref="NodeTools.RequireAsync"/>.</param>
    /// <param name="service">blob or table.</param>
    public static async Task<EmulatedService> StartAsync(string folder, string service)
    {
        var port = FreePort.Find();
        var start = new ProcessStartInfo("node",
        [
            Path.Combine(folder, "node_modules", "azurite", "dist", "src", service, "main.js"), $"--{service}Port", $"{port}",
            "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        var started = new EmulatedService(
            Process.Start(start) ?? throw new InvalidOperationException("node does not start."), port);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (started.process.HasExited)
                throw new InvalidOperationException($"Azurite ended with {started.process.ExitCode}.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return started;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        started.Dispose();
        throw new TimeoutException("Azurite does not listen.");
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
