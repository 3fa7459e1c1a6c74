using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>An OpenID provider that is not ours, in a process of its own (<c>oidc/provider.mjs</c>).</summary>
internal sealed class OidcProvider : IDisposable
{
    private readonly Process process;
    private readonly HttpClient api = new();

    private OidcProvider(Process process) => this.process = process;

    /// <summary>Where it is, as in <c>iss</c>.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>What a silo is told to trust it.</summary>
    public string[] Options => ["--oidc-authority", Issuer, "--oidc-audience", "api://patientflow"];

    /// <summary>Starts it, or skips the test with a plain message.</summary>
    public static async Task<OidcProvider> StartAsync()
    {
        var folder = await Npm.RequireAsync("Support/oidc", "the OpenID provider (oidc-provider)");
        var provider = new OidcProvider(ChildProcess.Start("node", [Path.Combine(folder, "provider.mjs")]));
        while (provider.Issuer.Length == 0)
            provider.Take(await provider.process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The provider ended."));
        provider.api.BaseAddress = new Uri(provider.Issuer);
        return provider;
    }

    /// <summary>Replaces the key that it signs with.</summary>
    public Task RotateAsync() => PostAsync("/rotate", "");

    /// <summary>Registers the bed board of a silo.</summary>
    public Task RegisterAsync(Uri board) => PostAsync("/board", board.ToString());

    /// <summary>A token for a machine, whose roles and hospitals are in its name: <c>ingest.*</c>.</summary>
    public async Task<string> TokenAsync(string machine)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/token", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{machine}:secret")));
        using var answer = await api.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString() ?? "";
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        api.Dispose();
    }

    private void Take(string line)
    {
        if (line.StartsWith("http://127.0.0.1:", StringComparison.Ordinal)) Issuer = line;
    }

    private async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        using var answer = await api.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode);
    }
}
