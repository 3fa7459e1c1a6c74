using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary><c>/board.json</c>: how people sign in to the bed board. It reads this before anybody has signed in.</summary>
internal static class SignInApi
{
    public static void Map(IEndpointRouteBuilder routes, AccessSettings access)
    {
        var view = new SignInView(
            access.IsOpen, access.Oidc?.Board is null ? null : access.Oidc.Authority.ToString(),
            access.Oidc?.Board?.Id, access.Oidc?.Board?.Scope);
        routes.MapGet("/board.json", () => Results.Ok(view)).WithName("get_sign_in").ExcludeFromDescription().AllowAnonymous();
    }
}

/// <summary>How people sign in.</summary>
/// <param name="Open">Whether nobody is asked who they are.</param>
/// <param name="Authority">The issuer of tokens; null where people cannot sign in.</param>
/// <param name="ClientId">What the board is to it.</param>
/// <param name="Scope">What the board asks it for, with blanks between.</param>
internal sealed record SignInView(bool Open, string? Authority, string? ClientId, string? Scope);
