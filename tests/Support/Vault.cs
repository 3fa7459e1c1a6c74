using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Tests.Support;

/// <summary>
/// Key Vault's side of its protocol over TLS on loopback, and the endpoint where a managed identity gets its token. What
/// it does not prove: the federation of a workload identity, which ends at Entra ID.
/// </summary>
internal sealed class Vault : IAsyncDisposable
{
    private const string Host = "localhost";

    private readonly WebApplication app;
    private readonly string certificateFile;
    private readonly string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private Vault(WebApplication app, X509Certificate2 certificate, string certificateFile)
    {
        this.app = app;
        Certificate = certificate;
        this.certificateFile = certificateFile;
    }

    /// <summary>Of localhost; whoever has the variables trusts it.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Secrets by name.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>Names that were asked for with the right token.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Variables that make a program use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["KEY_VAULT_URL"] = Address(Uri.UriSchemeHttps),
        ["IDENTITY_ENDPOINT"] = Address(Uri.UriSchemeHttp) + "/identity",
        ["IDENTITY_HEADER"] = "x",
        ["SSL_CERT_FILE"] = certificateFile,
    };

    public static async Task<Vault> StartAsync(TestFolder folder)
    {
        var certificate = Make();
        var file = folder["vault.pem"];
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var vault = new Vault(app, certificate, file);
        app.MapGet("/identity", vault.Token);
        app.MapGet("/secrets/{name}/{version?}", vault.Secret);
        await app.StartAsync();
        return vault;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private string Address(string scheme)
    {
        var port = new Uri(app.Urls.Single(u => u.StartsWith(scheme + ":", StringComparison.Ordinal))).Port;
        return scheme == Uri.UriSchemeHttps ? $"https://{Host}:{port}" : $"http://127.0.0.1:{port}";
    }

    private IResult Token() => Results.Json(new Dictionary<string, string>
    {
        ["access_token"] = token,
        ["expires_on"] = $"{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}",
        ["resource"] = "https://vault.azure.net",
        ["token_type"] = "Bearer",
    });

    private IResult Secret(string name, HttpContext context)
    {
        if ($"{context.Request.Headers.Authorization}" != $"Bearer {token}")
        {
            context.Response.Headers.WWWAuthenticate =
                "Bearer authorization=\"https://login.microsoftonline.com/t\", resource=\"https://vault.azure.net\"";
            return Results.Unauthorized();
        }

        lock (Asked) Asked.Add(name);
        return Secrets.TryGetValue(name, out var value)
            ? Results.Json(new { value, id = $"{Address(Uri.UriSchemeHttps)}/secrets/{name}/1", attributes = new { enabled = true } })
            : Results.Json(new { error = new { code = "SecretNotFound", message = "no such secret" } }, statusCode: 404);
    }
}
