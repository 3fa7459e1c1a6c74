using System.Text.Json;
using System.Text.Json.Serialization;
using PatientFlow.EventHubs;
using PatientFlow.Silo.Api;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Feed;
using PatientFlow.Silo.Screen;
using PatientFlow.Silo.Security;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Silo.Hosting;

/// <summary>Builds the silo with its API.</summary>
internal static class WebHost
{
    // The last export may be large; the next start finishes from the log whatever this does not.
    internal static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    // In a cluster the other silos continue, and wait for whatever a stopping silo still holds.
    private static readonly TimeSpan ClusterStopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Builds the host without starting it. An Event Hub that feeds it remains the caller's.</summary>
    /// <param name="settings">Settings of the silo.</param>
    /// <param name="network">The network of hospitals.</param>
    /// <param name="url">Address of the API.</param>
    /// <param name="hub">The open Event Hub; null for another source.</param>
    /// <param name="logging">Says where the log goes.</param>
    public static WebApplication Build(
        SiloSettings settings, Network.NetworkDefinition network, Uri url, HubReader? hub, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(HealthPort.Addresses(url, settings.HealthPort));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null); // EventsApi has its own limit and words.
        logging(builder.Logging);
        builder.HearFrom(LogLevel.Warning, "Microsoft", "System");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.Cluster is null ? StopTimeout : ClusterStopTimeout);
        builder.Services.AddProblemDetails(Problems.Explain);
        AccessControl.Add(builder, settings.Access);
        ApiDescription.Add(builder.Services);
        ApiManners.Add(builder.Services);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict; // Else the description calls each number a text too.
        });
        builder.AddPatientFlow(settings, network, hub);
        builder.Services.AddSingleton<StatusTeller>();
        builder.Services.AddFeed(settings.Access.IsOpen);
        builder.AddOtlpExport();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        AccessControl.UseProxies(app, settings.Access);
        HealthPort.Use(app, settings.HealthPort, guarded =>
        {
            if (!settings.Access.Proxies.IsEmpty) guarded.UseMiddleware<OnlyTls>();
            guarded.UseMiddleware<SameOrigin>(settings.Access.IsOpen);
        });
        AccessControl.Use(app, settings.Access);
        ApiManners.Use(app);
        BoardPage.Use(app, settings.Access.Oidc);
        ReferencePage.Use(app);
        app.UseAuthorization();
        var routes = ApiManners.Routes(app);
        ApiV1.Map(routes);
        MovedRoutes.Map(routes);
        HealthApi.Map(routes);
        DescriptionApi.Map(routes);
        SignInApi.Map(routes, settings.Access);
        ReferencePage.Map(app);
        return app;
    }

    private static void AddFeed(this IServiceCollection services, bool isOpen)
    {
        services.AddSingleton<IFeedWords, FeedWords>();
        services.AddSingleton<LiveFeed>();
        services.AddSingleton(new FeedSeats(isOpen ? FeedSeats.SeatsMax : FeedSeats.SeatsOfOne));
        services.AddSingleton<FeedWatch>();
        services.AddHostedService(p => p.GetRequiredService<FeedWatch>());
    }
}
