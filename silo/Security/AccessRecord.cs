using PatientFlow.Silo.Audit;

namespace PatientFlow.Silo.Security;

/// <summary>Describes a request for the audit trail.</summary>
internal static class AccessRecord
{
    // The one parameter of a question that is about patients; the others say which page or which part of the network.
    private const string Sought = "id_prefix";

    /// <summary>Returns who asked for what, and why if they had to say.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Status of its answer.</param>
    public static AuditRecord Of(HttpContext context, int status)
    {
        var caller = CallerClaims.CallerOf(context.User);
        return new AuditRecord(
            caller?.Subject, caller?.Client, context.Connection.RemoteIpAddress?.ToString() ?? "in-process",
            context.Request.Method, PathOf(context.Request), context.Features.Get<GivenReason>()?.Text, status);
    }

    private static string PathOf(HttpRequest request) => request.Query.TryGetValue(Sought, out var sought)
        ? $"{request.Path}{QueryString.Create(Sought, sought.ToString())}"
        : request.Path;
}

/// <summary>Why somebody reads what they otherwise would not be shown.</summary>
/// <param name="Text">In their words.</param>
internal sealed record GivenReason(string Text);
