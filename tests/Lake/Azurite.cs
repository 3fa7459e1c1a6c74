using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// A blob service on this machine, in memory, gone with the tests. It stands in for Azure: what it does not show is
/// the real service's limits, its hierarchical namespace, and identities.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";

    // The key that every copy of the emulator has; no secret.
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private Process? _process;
    private string? _unavailable;

    public string Endpoint { get; private set; } = "";

    public static AzureAccess Access => AzureAccess.SharedKey(Account, Key);

    /// <summary>
    /// A shared access signature of the account for an hour, with the permissions named (r, w, d, l, a, c). Source:
    /// Azure Storage documentation, "Create an account SAS".
    /// </summary>
    public static AzureAccess SignatureFor(string permissions)
    {
        const string Version = "2019-12-12", Services = "b", Types = "sco", Protocols = "https,http";
        var expiry = DateTimeOffset.UtcNow.AddHours(1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = string.Join(
            '\n', Account, permissions, Services, Types, "", expiry, "", Protocols, Version) + "\n";
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(text)));
        return AzureAccess.Signature(
            $"?sv={Version}&ss={Services}&srt={Types}&sp={permissions}&se={Uri.EscapeDataString(expiry)}"
            + $"&spr={Uri.EscapeDataString(Protocols)}&sig={Uri.EscapeDataString(signature)}");
    }

    /// <summary>A new table root in a container of its own, or a skip.</summary>
    public async Task<string> NewRootAsync()
    {
        if (_unavailable is not null) Assert.Skip(_unavailable);
        var root = $"{Endpoint}/{Account}/c{Guid.NewGuid():N}/lake/table";
        await new AzureBlobStore(root, Access, new AzureBlobOptions()).EnsureContainerAsync(CancellationToken.None);
        return root;
    }

    public async ValueTask InitializeAsync()
    {
        string folder;
        try
        {
            folder = await NodeTools.RequireAsync();
        }
        catch (Exception e) when (e.GetType().Name.Contains("Skip", StringComparison.Ordinal))
        {
            _unavailable = "Azurite is not available: npm cannot install it";
            return;
        }

        var port = FreePort();
        Endpoint = $"http://127.0.0.1:{port}";
        var start = new ProcessStartInfo("node",
        [
            Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js"), "--blobPort", $"{port}",
            "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (_process.HasExited) throw new InvalidOperationException($"Azurite ended with {_process.ExitCode}.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new TimeoutException("Azurite does not listen.");
    }

    public ValueTask DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
