using System.Net;
using System.Net.Sockets;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Hosting;

/// <summary>Where the API listens, and what a user reads if it cannot.</summary>
internal static class ApiAddress
{
    /// <summary>
    /// Refuses an address that is taken before anything is opened, so that a mistake leaves no trace in the data folder.
    /// </summary>
    /// <exception cref="CommandException">Another program listens there, or this user must not.</exception>
    public static void AssertFree(Uri url)
    {
        var own = IPAddress.TryParse(url.DnsSafeHost, out var address) ? address : IPAddress.Loopback;
        using var probe = new TcpListener(own, url.Port);
        try
        {
            probe.Start();
        }
        catch (SocketException fault)
        {
            throw Refused(url, fault.SocketErrorCode, fault.Message);
        }
    }

    /// <summary>Starts the host and with it the API.</summary>
    /// <exception cref="CommandException">The address is taken, or does not belong to this machine.</exception>
    public static async Task ListenAsync(WebApplication app, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            await app.BeginAsync(cancellationToken);
        }
        catch (SocketException fault)
        {
            throw Refused(url, fault.SocketErrorCode, fault.Message);
        }
        catch (IOException fault)
        {
            throw new CommandException($"The API cannot listen on {url}: {fault.Message}");
        }
    }

    private static CommandException Refused(Uri url, SocketError error, string message) => new(error switch
    {
        SocketError.AddressAlreadyInUse =>
            $"Port {url.Port} is taken: another program listens on it. Stop that one, or choose another port with "
            + $"--url, such as --url http://{url.Host}:{(url.Port == 9090 ? 9091 : 9090)}.",
        SocketError.AccessDenied =>
            $"This user must not listen on port {url.Port}. Choose one from 1024 up with --url, such as --url http://{url.Host}:9090.",
        _ => $"The API cannot listen on {url}: {message}",
    });
}
