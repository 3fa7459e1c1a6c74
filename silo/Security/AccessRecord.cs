using PatientFlow.Silo.Audit;

namespace PatientFlow.Silo.Security;

/// <summary>Describes a request for the audit trail.</summary>
internal static class AccessRecord
{
    /// <summary>Returns who asked for what, and why if they had to say.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Status of its answer.</param>
    public static AuditRecord Of(HttpContext context, int status)
    {
        var caller = CallerClaims.CallerOf(context.User);
        return new AuditRecord(
            caller?.Subject, caller?.Client, context.Connection.RemoteIpAddress?.ToString() ?? "in-process",
            context.Request.Method, context.Request.Path, context.Features.Get<GivenReason>()?.Text, status);
    }
}

/// <summary>Why somebody reads what is outside their part of the network.</summary>
/// <param name="Text">In their words.</param>
internal sealed record GivenReason(string Text);
