using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PatientFlow.Tests.Security;

/// <summary>Issues tokens of any kind, right and wrong, and publishes its key as OpenID Connect asks.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "api://patientflow";

    private readonly RSA own = RSA.Create(2048);
    private readonly RSA foreign = RSA.Create(2048);
    private readonly WebApplication app;

    private TokenIssuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Url, ["jwks_uri"] = $"{Url}/jwks", ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/jwks", () => Results.Json(new { keys = new[] { Jwk() } }));
    }

    /// <summary>Where it is, as in <c>iss</c>.</summary>
    public string Url => app.Urls.First();

    /// <summary>What a silo is told to trust it.</summary>
    public string[] Options => ["--oidc-authority", Url, "--oidc-audience", Audience];

    public static async Task<TokenIssuer> StartAsync()
    {
        var issuer = new TokenIssuer();
        await issuer.app.StartAsync();
        return issuer;
    }

    /// <summary>A token that is right.</summary>
    public string Token(string[] roles, string[] hospitals, string[]? departments = null, string subject = "somebody") =>
        Sign(Claims(roles, hospitals, departments ?? [], subject), Audience, TimeSpan.FromMinutes(10), own);

    /// <summary>A bed manager's of the whole network, wrong in one way each.</summary>
    public IEnumerable<(string What, string Token)> Wrong()
    {
        var claims = Claims(["bed_manager", "admin"], ["*"], [], "somebody");
        yield return ("expired", Sign(claims, Audience, TimeSpan.FromMinutes(-10), own));
        yield return ("wrong audience", Sign(claims, "api://other", TimeSpan.FromMinutes(10), own));
        yield return ("wrong signature", Sign(claims, Audience, TimeSpan.FromMinutes(10), foreign));
        yield return ("wrong issuer", Sign(claims, Audience, TimeSpan.FromMinutes(10), own, issuer: "https://elsewhere.example"));
        yield return ("alg none", Unsigned(claims));
        yield return ("signed with the public key as a secret", Symmetric(claims));
        yield return ("no token", "nonsense");
        yield return ("changed", Changed(Token(["clinician"], ["1"])));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        own.Dispose();
        foreign.Dispose();
    }

    private static Dictionary<string, object> Claims(string[] roles, string[] hospitals, string[] departments, string subject) =>
        new() { ["sub"] = subject, ["roles"] = roles, ["hospitals"] = hospitals, ["departments"] = departments };

    private string Sign(Dictionary<string, object> claims, string audience, TimeSpan lasts, RSA key, string? issuer = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Url, Audience = audience, Claims = claims,
            NotBefore = DateTime.UtcNow.AddHours(-1), Expires = DateTime.UtcNow + lasts,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        });

    private string Symmetric(Dictionary<string, object> claims) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url, Audience = Audience, Claims = claims, Expires = DateTime.UtcNow.AddMinutes(10),
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(own.ExportRSAPublicKey()) { KeyId = "one" }, SecurityAlgorithms.HmacSha256),
        });

    private string Unsigned(Dictionary<string, object> claims)
    {
        var body = new Dictionary<string, object>(claims)
        {
            ["iss"] = Url, ["aud"] = Audience, ["exp"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(),
        };
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(body))}.";
    }

    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var body = Base64UrlEncoder.Decode(parts[1]).Replace("\"clinician\"", "\"bed_manager\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(body))}.{parts[2]}";
    }

    private object Jwk()
    {
        var key = own.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA", use = "sig", alg = "RS256", kid = "one",
            n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent),
        };
    }
}
