using System.Net;

namespace PatientFlow.Silo.Security;

/// <summary>Recognises this machine's own addresses, the only ones that need no authentication.</summary>
internal static class OwnAddress
{
    /// <summary>Whether an address is this machine's own.</summary>
    public static bool Is(Uri url) =>
        url.Host is "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
