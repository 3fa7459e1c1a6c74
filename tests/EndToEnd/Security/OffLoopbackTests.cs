using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace PatientFlow.Tests.Security;

/// <summary>What a silo asks for before others than its own machine can reach it.</summary>
public sealed class OffLoopbackTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--url http://0.0.0.0:0", "needs authentication")]
    [InlineData("--url http://0.0.0.0:0 --api-keys K", "needs TLS")]
    [InlineData("--url http://0.0.0.0:0 --oidc-authority https://issuer.example --oidc-audience us", "needs TLS")]
    [InlineData("--url https://127.0.0.1:0 --api-keys K", "--tls-certificate")]
    [InlineData("--url https://0.0.0.0:0 --tls-certificate C --tls-key C", "needs authentication")]
    [InlineData("--url http://127.0.0.1:0 --tls-certificate C --tls-key C --api-keys K", "https://")]
    [InlineData("--url http://127.0.0.1:0 --tls-certificate C", "go together")]
    [InlineData("--url http://127.0.0.1:0 --oidc-authority https://issuer.example", "--oidc-audience")]
    [InlineData("--url http://127.0.0.1:0 --oidc-audience us", "--oidc-authority")]
    [InlineData("--url http://127.0.0.1:0 --oidc-client board", "--oidc-authority")]
    [InlineData("--url http://127.0.0.1:0 --oidc-authority https://issuer.example --oidc-audience us --oidc-scope more", "--oidc-client")]
    [InlineData("--url http://127.0.0.1:0 --oidc-authority http://issuer.example --oidc-audience us", "https://")]
    [InlineData("--url http://127.0.0.1:0 --api-keys K --proxy nonsense", "10.0.0.0/24")]
    [InlineData("--url http://silo.example:0", "an address of this machine")]
    [InlineData("--url http://127.0.0.1:0 --api-keys none", "no key")]
    public async Task What_would_leave_patients_open_is_refused_in_words_and_opens_nothing(string options, string reason)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder["K"], "[]", None);
        await File.WriteAllTextAsync(folder["C"], "", None);
        var named = options.Split(' ').Select(o => o is "K" or "C" ? folder[o] : o);
        var run = await SiloProgram.RunAsync(["silo", "--data", folder["data"], .. named]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_its_own_certificate_it_serves_those_with_a_key_and_a_renewed_one_needs_no_restart()
    {
        using var folder = new TestFolder();
        // As Kubernetes mounts a secret: the files are links through a link to a folder, and that link is replaced.
        var first = Certify(folder, "one");
        foreach (var name in new[] { "c.pem", "k.pem" }) File.CreateSymbolicLink(folder[name], Path.Combine("current", name));
        var key = await KeyAsync(folder, "bed_manager");
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], "--url", "https://127.0.0.1:0", "--api-keys", folder["keys"],
            "--tls-certificate", folder["c.pem"], "--tls-key", folder["k.pem"]);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo.Api.BaseAddress!, key, first));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo.Api.BaseAddress!, null, first));
        var second = Certify(folder, "two");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo.Api.BaseAddress!, key, second));
    }

    [Fact]
    public async Task Behind_a_proxy_only_what_came_by_TLS_through_it_is_answered()
    {
        using var folder = new TestFolder();
        var key = await KeyAsync(folder, "bed_manager");
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], "--api-keys", folder["keys"], "--proxy", "127.0.0.1");
        await using var other = await RunningSilo.StartAsync(
            folder["other"], "--api-keys", folder["keys"], "--proxy", "10.1.2.3");

        Assert.Equal(HttpStatusCode.OK, await ForwardedAsync(silo, key, "https"));
        Assert.Equal(HttpStatusCode.Forbidden, await ForwardedAsync(silo, key, "http"));
        Assert.Equal(HttpStatusCode.Forbidden, await ForwardedAsync(silo, key, null));
        Assert.Equal(HttpStatusCode.Forbidden, await ForwardedAsync(other, key, "https")); // Said by somebody who is not the proxy.
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait_and_others_are_not()
    {
        using var folder = new TestFolder();
        var (often, other) = (await KeyAsync(folder, "bed_manager"), await KeyAsync(folder, "clinician"));
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--api-keys", folder["keys"], "--rate-limit", "5");
        HttpStatusCode last;
        do last = await ForwardedAsync(silo, often, null);
        while (last == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, await ForwardedAsync(silo, other, null));
    }

    [Fact]
    public async Task Who_asks_for_patients_too_often_is_in_the_audit_trail_and_who_asks_for_counts_is_not()
    {
        using var folder = new TestFolder();
        var (patients, counts) = (await KeyAsync(folder, "bed_manager"), await KeyAsync(folder, "analyst"));
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--api-keys", folder["keys"], "--rate-limit", "5"))
        {
            while (await ForwardedAsync(silo, patients, null, "/api/v1/patients/p-1") != HttpStatusCode.TooManyRequests) continue;
            while (await ForwardedAsync(silo, counts, null) != HttpStatusCode.TooManyRequests) continue;
            Assert.Equal(0, await silo.StopAsync());
        }

        var records = (await File.ReadAllLinesAsync(folder["data/audit/audit.jsonl"], None)).Select(l => JsonElement.Parse(l)).ToList();
        Assert.All(records, r => Assert.Equal("/api/v1/patients/p-1", r.GetProperty("path").GetString()));
        Assert.Equal(429, records[^1].GetProperty("status").GetInt32());
        Assert.Equal(records[0].GetProperty("who").GetString(), records[^1].GetProperty("who").GetString());
        Assert.All(records.SkipLast(1), r => Assert.Equal(404, r.GetProperty("status").GetInt32()));
    }

    private static async Task<string> KeyAsync(TestFolder folder, string role) => (await SiloProgram.RunAsync(
        "keys", "add", role, "--role", role, "--hospital", "*", "--api-keys", folder["keys"])).Output.Trim();

    private static async Task<HttpStatusCode> ForwardedAsync(
        RunningSilo silo, string key, string? scheme, string path = "/api/v1/departments")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = new("Bearer", key);
        if (scheme is not null) request.Headers.Add("X-Forwarded-Proto", scheme);
        using var answer = await silo.Api.SendAsync(request, None);
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> AskAsync(Uri address, string? key, string thumbprint)
    {
        using var handler = new HttpClientHandler();
        handler.ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == thumbprint;
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/v1/departments"));
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        using var answer = await client.SendAsync(request, None);
        return answer.StatusCode;
    }

    private static string Certify(TestFolder folder, string version)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Directory.CreateDirectory(folder[version]);
        File.WriteAllText(folder[$"{version}/k.pem"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(folder[$"{version}/c.pem"], certificate.ExportCertificatePem());
        if (Directory.Exists(folder["current"])) Directory.Delete(folder["current"]);
        Directory.CreateSymbolicLink(folder["current"], version);
        return certificate.Thumbprint;
    }
}
