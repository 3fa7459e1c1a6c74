using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace PatientFlow.Silo.Security.Keys;

/// <summary>Authenticates <c>Authorization: Bearer pf_…</c> by the file of keys.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyFile file, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Its name among the schemes.</summary>
    public const string SchemeName = "ApiKey";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerText.Of(Request) is not { } text || KeyText.IdOf(text) is not { } id)
            return Task.FromResult(AuthenticateResult.NoResult());
        var key = file.Read().FirstOrDefault(k => k.Id == id);
        if (key is null || !KeyText.Fits(text, key.Hash)) return Refused("The key is not known.");
        if (!key.IsGood(time.GetUtcNow().UtcDateTime)) return Refused("The key is revoked or has expired.");
        var identity = new ClaimsIdentity(ClaimsOf(key), Scheme.Name, CallerClaims.Subject, CallerClaims.RoleName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    private static Task<AuthenticateResult> Refused(string reason) => Task.FromResult(AuthenticateResult.Fail(reason));

    private static IEnumerable<Claim> ClaimsOf(ApiKey key) =>
    [
        new Claim(CallerClaims.Subject, $"key:{key.Id}"),
        .. key.Roles.Select(r => new Claim(CallerClaims.RoleName, r)),
        .. key.Hospitals.Select(h => new Claim(CallerClaims.Hospitals, h)),
        .. key.Departments.Select(d => new Claim(CallerClaims.Departments, d)),
    ];
}
