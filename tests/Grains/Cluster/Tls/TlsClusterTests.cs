using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Tests.Cluster.Tls;

/// <summary>Silos with certificates of one authority are a cluster; whoever shows another one, or none, is not let in.</summary>
[Collection(nameof(AloneCollection))]
public sealed class TlsClusterTests : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Authority authority = new();
    private readonly LogLines log = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => authority.Dispose();

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Three_silos_of_one_authority_form_a_cluster_and_one_of_another_is_not_let_in()
    {
        var (first, place) = await StartAsync(authority.Issue("first"));
        using var _ = first;
        var (second, _) = await StartAsync(authority.Issue("second"), place);
        using var __ = second;
        var (third, _) = await StartAsync(authority.Issue("third"), place);
        using var ___ = third;
        foreach (var silo in new[] { first, second, third }) Assert.Equal(3, await SilosAsync(silo));

        // It trusts both authorities, so that it is the cluster that refuses it and not it the cluster.
        using var another = new Authority("another authority");
        var tls = another.Issue("stranger");
        await File.WriteAllTextAsync(tls.AuthorityFile, $"{another.Pem}\n{authority.Pem}\n", None);
        await AssertStaysOutAsync(tls, place, () => log.All.Any(
            l => l.Contains("CN=stranger is refused: no authority that is trusted", StringComparison.Ordinal)));
        var before = Refusals;
        await AssertStaysOutAsync(tls: null, place, () => Refusals > before);
        Assert.Equal(3, await SilosAsync(first));

        foreach (var silo in new[] { third, second, first }) await silo.StopAsync(None);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Who_speaks_no_TLS_or_shows_no_certificate_is_refused_at_both_ports()
    {
        var ports = FreePort.Find(2);
        using var silo = Build(authority.Issue(), ports, primary: null);
        await silo.StartAsync(None);
        foreach (var port in ports)
        {
            Assert.True(await IsClosedAsync(port, s => Task.FromResult<Stream>(s)), $"plain text at {port}");
            Assert.True(await IsClosedAsync(port, EncryptedAsync), $"no certificate at {port}");
        }

        // Whoever speaks nonsense is hung up on in any case; these did not get as far as to be listened to.
        await UntilAsync(() => Refusals == 4);
        await silo.StopAsync(None);
    }

    /// <summary>Handshakes that a silo broke off.</summary>
    private int Refusals => log.All.Count(
        l => l.Contains("TlsServerConnectionMiddleware[1] Authentication failed", StringComparison.Ordinal));

    /// <summary>Lets a silo try to join until it was refused, and sees that it does not become a member.</summary>
    private async Task AssertStaysOutAsync(TlsSettings? tls, IPEndPoint place, Func<bool> isRefused)
    {
        using var stranger = Build(tls, FreePort.Find(2), place);
        using var given = new CancellationTokenSource();
        var joining = stranger.StartAsync(given.Token);
        await UntilAsync(isRefused);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => joining);
    }

    private async Task<(IHost Silo, IPEndPoint Place)> StartAsync(TlsSettings tls, IPEndPoint? primary = null)
    {
        var ports = FreePort.Find(2);
        var silo = Build(tls, ports, primary);
        await silo.StartAsync(None);
        return (silo, new IPEndPoint(IPAddress.Loopback, ports[0]));
    }

    private IHost Build(TlsSettings? tls, int[] ports, IPEndPoint? primary)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Logging.AddProvider(log);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports[0], ports[1], primary, serviceId: "tls", clusterId: "tls");
            if (tls is not null) silo.UseMutualTls(tls);
        });
        return builder.Build();
    }

    private static async Task<int> SilosAsync(IHost silo) =>
        (await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;

    /// <summary>Whether a silo says nothing and hangs up, whatever it is told.</summary>
    private static async Task<bool> IsClosedAsync(int port, Func<Stream, Task<Stream>> open)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, None);
        try
        {
            await using var stream = await open(client.GetStream());
            await stream.WriteAsync(new byte[256], None);
            return await stream.ReadAsync(new byte[1], None) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static async Task<Stream> EncryptedAsync(Stream inner)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        await stream.AuthenticateAsClientAsync("patientflow");
        return stream;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Delay(Look, None);
    }
}
