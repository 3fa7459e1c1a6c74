using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using PatientFlow.Silo.Audit;

namespace PatientFlow.Silo.Security;

/// <summary>Leaves an audit record of each refusal about a patient, which no endpoint gets to see.</summary>
internal sealed class AuditedRefusals(AuditTrail trail) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    /// <inheritdoc/>
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        await usual.HandleAsync(next, context, policy, authorizeResult);
        if (!authorizeResult.Succeeded && context.GetEndpoint()?.Metadata.GetMetadata<Needs>() is { Permission: Permission.Patients or Permission.MovePatients })
            trail.Record(AccessRecord.Of(context, context.Response.StatusCode));
    }
}
