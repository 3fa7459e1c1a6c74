using System.Net;

namespace PatientFlow.Silo.Alerts;

/// <summary>Addresses that are this machine's own, the only kind that needs no authentication.</summary>
internal static class OwnAddress
{
    /// <summary>Whether an address is one of them.</summary>
    public static bool Is(Uri url) =>
        url.Host is "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
