namespace PatientFlow.Silo.Security;

/// <summary>What a request sends as <c>Authorization: Bearer …</c> (RFC 6750 2.1).</summary>
internal static class BearerText
{
    private const string Scheme = "Bearer ";

    /// <summary>Returns the token or key; null if there is none.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
}
