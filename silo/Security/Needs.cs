using Microsoft.AspNetCore.Authorization;

namespace PatientFlow.Silo.Security;

/// <summary>What an endpoint needs: metadata that authorization, the audit trail and the table of tests read.</summary>
/// <param name="Permission">What its caller must be allowed; null where it is enough that they say who they are.</param>
internal sealed record Needs(Permission? Permission) : IAuthorizeData, IAuthorizationRequirementData, IAuthorizationRequirement
{
    /// <inheritdoc/>
    public string? Policy { get; set; }

    /// <inheritdoc/>
    public string? Roles { get; set; }

    /// <inheritdoc/>
    public string? AuthenticationSchemes { get; set; }

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
