using System.Collections.Immutable;
using System.Net;

namespace PatientFlow.Silo.Security;

/// <summary>Who may call the API, and how calls are protected on their way.</summary>
internal sealed record AccessSettings
{
    /// <summary>The issuer of tokens; null for none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>The file of keys; null for none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The API's own certificate; null for none.</summary>
    public CertificateFiles? Certificate { get; init; }

    /// <summary>Proxies whose word is taken for who a client is and whether it came by TLS.</summary>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Requests a second and caller; more are refused with 429.</summary>
    public int RequestsPerSecondMax { get; init; } = 100;

    /// <summary>Whether nobody is asked who they are: on loopback only.</summary>
    public bool IsOpen => Oidc is null && KeyFile is null;
}

/// <summary>An issuer of tokens, by OpenID Connect Discovery 1.0.</summary>
/// <param name="Authority">Its address, as in <c>iss</c>.</param>
/// <param name="Audience">What <c>aud</c> must be.</param>
/// <param name="Board">How people sign in to the bed board; null if they cannot.</param>
internal sealed record OidcSettings(Uri Authority, string Audience, BoardClient? Board);

/// <summary>What the bed board is to an issuer: a public client, for a browser keeps no secret.</summary>
/// <param name="Id">Its <c>client_id</c>.</param>
/// <param name="Scope">What it asks for, with blanks between.</param>
internal sealed record BoardClient(string Id, string Scope);

/// <summary>PEM files of a certificate, intermediate ones after it, and its key.</summary>
/// <param name="CertificateFile">Path of the certificates.</param>
/// <param name="KeyFile">Path of the key.</param>
internal sealed record CertificateFiles(string CertificateFile, string KeyFile);
