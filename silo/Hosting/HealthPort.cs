using System.Net;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// A second listener, on every address, that answers health probes and nothing else: what runs a container probes it
/// from outside, and the API stays on loopback because it asks for no login.
/// </summary>
internal static class HealthPort
{
    private static readonly PathString Health = "/health";

    /// <summary>The addresses of the host: the API's, and the health port's where there is one.</summary>
    public static string[] Addresses(Uri url, int? port) =>
        port is { } number ? [url.ToString(), $"http://{IPAddress.Any}:{number}"] : [url.ToString()];

    /// <summary>Refuses all but health on the port, and guards every other listener.</summary>
    /// <param name="app">The pipeline, before anything that answers.</param>
    /// <param name="port">The port; null for none.</param>
    /// <param name="guard">What requests to the other listeners pass first.</param>
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
