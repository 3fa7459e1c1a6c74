using Microsoft.AspNetCore.Authorization;

namespace PatientFlow.Silo.Security;

/// <summary>Lets a caller through who has the permission that the endpoint needs, if it needs one.</summary>
internal sealed class PermissionHandler : AuthorizationHandler<Needs>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, Needs requirement)
    {
        if (CallerClaims.CallerOf(context.User) is { } caller && (requirement.Permission is not { } needed || caller.May(needed)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
