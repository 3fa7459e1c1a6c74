using System.Net;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// A second listener, on all addresses, that answers only health probes: a container runtime probes from outside, while
/// the API stays on loopback because it has no login.
/// </summary>
internal static class HealthPort
{
    private static readonly PathString Health = "/health";

    /// <summary>Returns the addresses of the host: the API's, and the health port's if there is one.</summary>
    public static string[] Addresses(Uri url, int? port) =>
        port is { } number ? [url.ToString(), $"http://{IPAddress.Any}:{number}"] : [url.ToString()];

    /// <summary>Allows only health probes on the port, and guards every other listener.</summary>
    /// <param name="app">The pipeline, before anything else answers.</param>
    /// <param name="port">The port; null for none.</param>
    /// <param name="guard">Checks requests to the other listeners.</param>
    public static void Use(IApplicationBuilder app, int? port, Action<IApplicationBuilder> guard)
    {
        app.UseWhen(context => context.Connection.LocalPort != port, guard);
        app.UseWhen(
            context => context.Connection.LocalPort == port && !context.Request.Path.StartsWithSegments(Health),
            closed => closed.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }));
    }
}
