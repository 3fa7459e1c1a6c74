namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>How a silo shows the others of its cluster who it is, and whom it lets in. All files are PEM.</summary>
internal sealed record TlsSettings
{
    internal const string CertificateVariable = "Cluster__TlsCertificate";
    internal const string KeyVariable = "Cluster__TlsKey";
    internal const string AuthorityVariable = "Cluster__TlsAuthority";
    internal const string NameVariable = "Cluster__TlsName";

    /// <summary>The silo's certificate, and after it those between it and the authority.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>Its private key, not encrypted; it may be in the file of the certificate.</summary>
    public required string KeyFile { get; init; }

    /// <summary>The certificates of the authorities whose silos are let in: while one replaces another, both.</summary>
    public required string AuthorityFile { get; init; }

    /// <summary>
    /// The DNS name that each silo's certificate holds; the same in all of a cluster, since silos are called by address.
    /// It keeps out whatever else the same authority signs for.
    /// </summary>
    public string Name { get; init; } = "patientflow";

    /// <summary>What the environment says; null where it says nothing.</summary>
    /// <param name="variable">The environment.</param>
    /// <param name="faults">Is given what is missing.</param>
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
