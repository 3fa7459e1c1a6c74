using PatientFlow.Silo.Security;

namespace PatientFlow.Tests.Security;

/// <summary>A row of the table: an endpoint, what it needs, and what somebody of its hospital and of another one get.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Its route, as it is mapped.</param>
/// <param name="Needs">What it needs; null for nothing.</param>
/// <param name="Own">Status for somebody of hospital 3.</param>
/// <param name="Other">Status for somebody of hospital 1, and for somebody of none.</param>
internal sealed record GuardedRoute(string Method, string Pattern, Permission? Needs, int Own, int Other)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<GuardedRoute> All { get; } =
    [
        new("GET", "/health/live", null, 200, 200),
        new("GET", "/health/ready", null, 200, 200),
        new("GET", "/api/hospitals", Permission.Census, 200, 200),
        new("GET", "/api/departments", Permission.Census, 200, 200),
        new("GET", "/api/departments/{key}", Permission.Census, 200, 404),
        new("GET", "/api/beds/{id}", Permission.Beds, 200, 404),
        new("GET", "/api/conflicts", Permission.Patients, 200, 200),
        new("GET", "/api/patients/{id}", Permission.Patients, 200, 404),
        new("GET", "/api/patients/{id}/history", Permission.Patients, 200, 404),
        new("GET", "/api/patients/{id}/stays", Permission.Patients, 200, 404),
        new("POST", "/api/patients/{id}/break-glass", Permission.BreakGlass, 400, 400),
        new("GET", "/api/events/{id}", Permission.Patients, 200, 404),
        new("POST", "/api/events", Permission.Ingest, 200, 403),
        new("GET", "/api/status", Permission.Operations, 200, 200),
        new("GET", "/api/exports", Permission.Operations, 200, 200),
        new("GET", "/api/exports/{id}", Permission.Operations, 404, 404),
        new("GET", "/api/alerts", Permission.Census, 200, 200),
    ];

    /// <summary>Asks it of a department, bed, patient or event of hospital 3.</summary>
    public HttpRequestMessage Ask(string? token)
    {
        var path = Pattern.Replace("{key}", "H3-ICU", StringComparison.Ordinal);
        path = path.Replace("{id}", path switch
        {
            _ when path.Contains("/beds/", StringComparison.Ordinal) => "H3-ICU-7",
            _ when path.Contains("/patients/", StringComparison.Ordinal) => "p-1",
            _ when path.Contains("/events/", StringComparison.Ordinal) => "e-1",
            _ => "999999",
        }, StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (Method != "POST") return request;
        request.Content = new StringContent(
            path.EndsWith("/events", StringComparison.Ordinal) ? Wire.Admission("e-1", "p-1") : """{"reason":"short"}""",
            System.Text.Encoding.UTF8, "application/json");
        return request;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Pattern}";
}
