using PatientFlow.Silo.Security;

namespace PatientFlow.Tests.Security;

/// <summary>A row of the table: an endpoint, what it needs, and what somebody of its hospital and of another one get.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">Its route, as it is mapped.</param>
/// <param name="Needs">What it needs; null for no permission.</param>
/// <param name="Own">Status for somebody of hospital 3.</param>
/// <param name="Other">Status for somebody of hospital 1, and for somebody of none.</param>
internal sealed record GuardedRoute(string Method, string Pattern, Permission? Needs, int Own, int Other)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<GuardedRoute> All { get; } =
    [
        new("GET", "/health/live", null, 200, 200),
        new("GET", "/health/ready", null, 200, 200),
        new("GET", "/openapi/v1.json", null, 200, 200),
        new("GET", "/board.json", null, 200, 200),
        new("GET", "/api/v1/me", null, 200, 200),
        new("GET", "/api/v1/hospitals", Permission.Census, 200, 200),
        new("GET", "/api/v1/departments", Permission.Census, 200, 200),
        new("GET", "/api/v1/departments/{key}", Permission.Census, 200, 404),
        new("GET", "/api/v1/census", Permission.Census, 200, 200),
        new("GET", "/api/v1/flow", Permission.Census, 200, 200),
        new("GET", "/api/v1/beds", Permission.Beds, 200, 200),
        new("GET", "/api/v1/beds/{id}", Permission.Beds, 200, 404),
        new("POST", "/api/v1/beds/{id}/status", Permission.SetBeds, 409, 404),
        new("POST", "/api/v1/beds/{id}/swap", Permission.MovePatients, 404, 404),
        new("GET", "/api/v1/conflicts", Permission.Patients, 200, 200),
        new("GET", "/api/v1/long-stays", Permission.Patients, 200, 200),
        new("GET", "/api/v1/patients", Permission.Patients, 200, 200),
        new("GET", "/api/v1/patients/{id}", Permission.Patients, 200, 404),
        new("GET", "/api/v1/patients/{id}/history", Permission.Patients, 200, 404),
        new("GET", "/api/v1/patients/{id}/stays", Permission.Patients, 200, 404),
        new("GET", "/api/v1/patients/{id}/movements", Permission.Patients, 200, 404),
        new("POST", "/api/v1/patients/{id}/break-glass", Permission.BreakGlass, 400, 400),
        new("GET", "/api/v1/events/{id}", Permission.Patients, 200, 404),
        new("POST", "/api/v1/events", Permission.Ingest, 200, 403),
        new("GET", "/api/v1/status", Permission.Operations, 200, 200),
        new("GET", "/api/v1/exports", Permission.Operations, 200, 200),
        new("GET", "/api/v1/exports/{id}", Permission.Operations, 404, 404),
        new("GET", "/api/v1/quarantine", Permission.Operations, 200, 200),
        new("GET", "/api/v1/alerts", Permission.Census, 200, 200),
        new("GET", "/api/v1/feed", Permission.Census, 200, 200),
    ];

    /// <summary>Whether it answers those who do not say who they are: nothing of the API does.</summary>
    public bool IsOpen => !Pattern.StartsWith("/api/", StringComparison.Ordinal);

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
        if (path.EndsWith("/patients", StringComparison.Ordinal)) path += "?id_prefix=p";
        if (path.EndsWith("/long-stays", StringComparison.Ordinal)) path += "?hours=0&as_of=2026-02-01T00:00:00Z";
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (Method != "POST") return request;
        request.Content = new StringContent(
            path.EndsWith("/events", StringComparison.Ordinal) ? Wire.Admission("e-1", "p-1")
                : path.EndsWith("/status", StringComparison.Ordinal) ? """{"status":"available"}"""
                : path.EndsWith("/swap", StringComparison.Ordinal) ? """{"patient_id":"p-1","with_bed_id":"H3-ICU-9","with_patient_id":"p-1-none"}"""
                : """{"reason":"short"}""",
            System.Text.Encoding.UTF8, "application/json");
        return request;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Pattern}";
}
