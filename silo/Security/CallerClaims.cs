using System.Collections.Immutable;
using System.Security.Claims;

namespace PatientFlow.Silo.Security;

/// <summary>Reads a caller from claims: of a JWT as the issuer made it, or of a key as <see cref="Keys.ApiKeyHandler"/> did.</summary>
internal static class CallerClaims
{
    /// <summary>Who it is.</summary>
    public const string Subject = "sub";

    /// <summary>Roles: one claim each (Entra ID's app roles are so).</summary>
    public const string RoleName = "roles";

    /// <summary>Numbers of hospitals, or <see cref="Scope.All"/>.</summary>
    public const string Hospitals = "hospitals";

    /// <summary>Keys of departments.</summary>
    public const string Departments = "departments";

    // The program: of Entra ID's tokens of version 2 and 1, and of RFC 9068.
    private static readonly string[] Clients = ["azp", "appid", "client_id"];

    // Of Entra ID the object id: its "sub" differs from one application to the next.
    private static readonly string[] SubjectTypes = ["oid", Subject];

    /// <summary>Returns who it is; null for nobody: no claims, or none that names a subject.</summary>
    public static Caller? CallerOf(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || First(user, SubjectTypes) is not { } subject) return null;
        var roles = All(user, RoleName).Select(Roles.Of).OfType<Role>().ToImmutableHashSet();
        return new Caller(subject, First(user, Clients), roles, Scope.Of(All(user, Hospitals), All(user, Departments)));
    }

    private static string? First(ClaimsPrincipal user, string[] types) =>
        types.Select(user.FindFirst).FirstOrDefault(c => c is { Value.Length: > 0 })?.Value;

    // An issuer may put several into one claim, with blanks between, as OAuth does with scopes (RFC 6749 3.3).
    private static IEnumerable<string> All(ClaimsPrincipal user, string type) =>
        user.FindAll(type).SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
