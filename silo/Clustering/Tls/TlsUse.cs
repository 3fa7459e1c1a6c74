using System.Security.Cryptography;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>Key usage of a silo's certificate: silos call each other, so each is both server and client.</summary>
internal static class TlsUse
{
    /// <summary>Server and client authentication. Source: RFC 5280, 4.2.1.12.</summary>
    public static IReadOnlyList<Oid> Both { get; } = [new("1.3.6.1.5.5.7.3.1"), new("1.3.6.1.5.5.7.3.2")];
}
