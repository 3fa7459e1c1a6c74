using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace PatientFlow.Silo.Security;

/// <summary>
/// Takes whoever calls for the operator: for a silo without authentication, which only its own machine can reach.
/// </summary>
internal sealed class OperatorHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Its name among the schemes.</summary>
    public const string SchemeName = "Operator";

    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var claims = Roles.Names.Select(r => new Claim(CallerClaims.RoleName, r))
            .Append(new Claim(CallerClaims.Subject, "operator")).Append(new Claim(CallerClaims.Hospitals, Scope.All));
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name)));
    }
}
