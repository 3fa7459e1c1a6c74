namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>How a silo authenticates itself to its cluster, and which peers it accepts. All files are PEM.</summary>
internal sealed record TlsSettings
{
    internal const string CertificateVariable = "Cluster__TlsCertificate";
    internal const string KeyVariable = "Cluster__TlsKey";
    internal const string AuthorityVariable = "Cluster__TlsAuthority";
    internal const string NameVariable = "Cluster__TlsName";

    /// <summary>The silo's certificate, followed by its intermediate certificates.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>Its unencrypted private key; it may be in the same file as the certificate.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Certificates of the accepted authorities; both of them while one replaces another.</summary>
    public required string AuthorityFile { get; init; }

    /// <summary>
    /// DNS name in each silo's certificate. It is the same throughout a cluster, because silos are called by address,
    /// and it keeps out other holders of certificates from the same authority.
    /// </summary>
    public string Name { get; init; } = "patientflow";

    /// <summary>Reads the settings from the environment; null if it has none.</summary>
    /// <param name="variable">Returns the value of an environment variable.</param>
    /// <param name="faults">Receives what is missing.</param>
    public static TlsSettings? Read(Func<string, string?> variable, List<string> faults)
    {
        var certificate = Value(CertificateVariable);
        var key = Value(KeyVariable);
        var authority = Value(AuthorityVariable);
        var name = Value(NameVariable);
        if (certificate is null && key is null && authority is null && name is null) return null;
        if (certificate is null || authority is null)
        {
            faults.Add($"TLS between silos needs both {CertificateVariable} and {AuthorityVariable}");
            return null;
        }

        var read = new TlsSettings { CertificateFile = certificate, KeyFile = key ?? certificate, AuthorityFile = authority };
        return name is null ? read : read with { Name = name };

        string? Value(string of) => variable(of) is { Length: > 0 } text ? text : null;
    }
}
