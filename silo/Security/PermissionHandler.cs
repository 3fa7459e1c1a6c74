using Microsoft.AspNetCore.Authorization;

namespace PatientFlow.Silo.Security;

/// <summary>Lets a caller through who has the permission that the endpoint needs.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<Needs>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Needs requirement)
    {
        if (CallerClaims.CallerOf(context.User) is { } caller && caller.May(requirement.Permission)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
