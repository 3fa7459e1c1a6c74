using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.IdentityModel.Tokens;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Audit;
using PatientFlow.Silo.Security;
using PatientFlow.Silo.Security.Keys;

namespace PatientFlow.Silo.Hosting;

/// <summary>Puts authentication and authorization into the host (docs/security.md).</summary>
internal static class AccessControl
{
    private const string TokenOrKey = "TokenOrKey";

    // A clock that is wrong by more is a fault of its own; the usual five minutes would let old tokens live on.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    // At most so often, whatever the tokens say: a flood of unknown keys must not become one at the issuer.
    private static readonly TimeSpan KeysReadAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>Registers what <see cref="Use"/> needs.</summary>
    public static void Add(WebApplicationBuilder builder, AccessSettings settings)
    {
        var services = builder.Services;
        if (settings.Certificate is { } files) AddCertificate(builder, files);
        services.AddHttpContextAccessor();
        services.AddDataProtection().UseEphemeralDataProtectionProvider(); // Nothing is protected by it: there are no cookies.
        services.AddScoped(p => p.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
            && CallerClaims.CallerOf(context.User) is { } caller
                ? caller
                : throw new InvalidOperationException("An endpoint that has no permission to need asks who calls."));
        services.AddScoped<PatientAccess>();
        services.AddScoped<SeenNetwork>();
        AddAuthentication(services, settings);
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AuditedRefusals>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        if (!settings.IsOpen) services.AddRateLimiter(limiter => Limit(limiter, settings.RequestsPerSecondMax));
    }

    /// <summary>Puts it before everything that answers with more than a file of the board.</summary>
    public static void Use(WebApplication app, AccessSettings settings)
    {
        app.UseMiddleware<SafeHeaders>();
        app.UseAuthentication();
        if (!settings.IsOpen) app.UseRateLimiter();
    }

    /// <summary>Believes the proxies, and nobody else, about who asks and how; before anything else.</summary>
    public static void UseProxies(WebApplication app, AccessSettings settings)
    {
        if (settings.Proxies.IsEmpty) return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in settings.Proxies) forwarded.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }

    private static void AddCertificate(WebApplicationBuilder builder, CertificateFiles files)
    {
        var certificate = new ApiCertificate(files);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificate.Get();
            https.ServerCertificateChain = certificate.Between;
        }));
    }

    private static void AddAuthentication(IServiceCollection services, AccessSettings settings)
    {
        if (settings.IsOpen)
        {
            services.AddAuthentication(OperatorHandler.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, OperatorHandler>(OperatorHandler.SchemeName, null);
            return;
        }

        var authentication = services.AddAuthentication(TokenOrKey).AddPolicyScheme(TokenOrKey, null, policy =>
            policy.ForwardDefaultSelector = context =>
                settings.Oidc is null || (settings.KeyFile is not null && BearerText.Of(context.Request) is { } text && KeyText.IdOf(text) is not null)
                    ? ApiKeyHandler.SchemeName
                    : JwtBearerDefaults.AuthenticationScheme);
        if (settings.KeyFile is { } file)
        {
            var keys = new ApiKeyFile(file);
            if (keys.Read().IsEmpty && settings.Oidc is null)
                throw new CommandException($"There is no key in {keys.Path}, so nobody could call. Make one with ./run keys add.");
            services.AddSingleton(keys);
            authentication.AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null);
        }

        if (settings.Oidc is { } oidc) authentication.AddJwtBearer(jwt => Trust(jwt, oidc));
    }

    private static void Trust(JwtBearerOptions jwt, OidcSettings oidc)
    {
        jwt.Authority = oidc.Authority.ToString();
        jwt.Audience = oidc.Audience;
        jwt.RequireHttpsMetadata = oidc.Authority.Scheme == Uri.UriSchemeHttps;
        jwt.MapInboundClaims = false;
        jwt.RefreshInterval = KeysReadAgainAfter;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = oidc.Audience,
            ClockSkew = ClockSkew,
            NameClaimType = CallerClaims.Subject,
            RoleClaimType = CallerClaims.RoleName,

            // Of public keys only: with a symmetric one whoever can check a token could make one (RFC 8725 3.1).
            ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
            ],
        };
    }

    private static void Limit(RateLimiterOptions limiter, int perSecond)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            var http = rejected.HttpContext;
            http.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            if (http.GetEndpoint()?.Metadata.GetMetadata<AuditedAnswer>() is not null)
                http.RequestServices.GetRequiredService<AuditTrail>().Record(AccessRecord.Of(http, StatusCodes.Status429TooManyRequests));
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            RateLimitPartition.GetTokenBucketLimiter(
                CallerClaims.CallerOf(context.User)?.Subject ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = perSecond, TokensPerPeriod = perSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0,
                }));
    }
}
