using System.Net;
using System.Net.Sockets;

namespace PatientFlow.Tests.Api;

/// <summary>The port that a container is probed on.</summary>
public sealed class HealthPortTests
{
    [Fact]
    public async Task The_health_port_answers_probes_by_any_name_and_nothing_else()
    {
        using var data = new TestFolder();
        var port = FreePort();
        await using var silo = await RunningSilo.StartAsync(data["data"], "--health-port", $"{port}");
        using var probe = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        probe.DefaultRequestHeaders.Host = $"10.1.2.3:{port}"; // As the kubelet asks: by the pod's address.

        Assert.Equal(HttpStatusCode.OK, await AskAsync(probe, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(probe, "/health/ready"));
        foreach (var closed in new[] { "/", "/api/v1/status", "/api/v1/patients/P1", "/api/v1/events", "/healthy", "/health/../api/v1/status" })
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(probe, closed));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo.Api, "/health/live"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo.Api, "/api/v1/status"));
    }

    [Fact]
    public async Task The_api_still_refuses_other_names_beside_a_health_port()
    {
        using var data = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(data["data"], "--health-port", $"{FreePort()}");
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        rebound.Headers.Host = "elsewhere.example";
        using var answer = await silo.Api.SendAsync(rebound);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("http")]
    public async Task A_health_port_that_is_none_is_refused_in_words(string port)
    {
        using var data = new TestFolder();
        var run = await SiloProgram.RunAsync("silo", "--data", data["data"], "--health-port", port);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--health-port", run.Errors, StringComparison.Ordinal);
        Assert.Contains(port, run.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
