namespace PatientFlow.Silo.Security;

/// <summary>
/// Headers that keep browsers from doing more with an answer than they should (OWASP Secure Headers Project). The
/// board's page has a policy of its own, which is not replaced.
/// </summary>
internal sealed class SafeHeaders(RequestDelegate next)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
    private const string TlsForAYear = "max-age=31536000";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Nothing;
            if (context.Request.IsHttps) headers.StrictTransportSecurity = TlsForAYear;
            return Task.CompletedTask;
        });
        return next(context);
    }
}
