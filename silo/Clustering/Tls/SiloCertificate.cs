using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>
/// The certificate that a silo presents, and the authorities that it checks peers against, as they were when the files
/// were read. Immutable.
/// </summary>
internal sealed class SiloCertificate
{
    private readonly X509Certificate2Collection authorities;
    private readonly string name;

    private SiloCertificate(
        X509Certificate2 own, X509Certificate2Collection between, X509Certificate2Collection authorities, string name)
    {
        Own = own;
        this.authorities = authorities;
        this.name = name;

        // Offline: intermediate certificates are in the file, or the peers have them.
        Context = SslStreamCertificateContext.Create(own, between, offline: true);
    }

    /// <summary>The silo's own certificate with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>The same with its intermediate certificates, as it is sent.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Reads the files and checks them against each other and the time.</summary>
    /// <exception cref="CommandException">
    /// They cannot be used; the message says which and why, and shows no key.
    /// </exception>
    public static SiloCertificate Load(TlsSettings settings, TimeProvider time)
    {
        var own = PemFiles.WithKey(settings.CertificateFile, settings.KeyFile, out var between);
        var read = new SiloCertificate(own, between, PemFiles.Certificates(settings.AuthorityFile), settings.Name);
        var now = time.GetUtcNow();
        if (own.NotAfter < now)
            throw new CommandException($"The certificate of {settings.CertificateFile} has expired: it was valid until {own.NotAfter:u}.");
        if (own.NotBefore > now)
            throw new CommandException($"The certificate of {settings.CertificateFile} is not valid before {own.NotBefore:u}.");
        return read.WhyRefused(own, between, time) is { } reason
            ? throw new CommandException(
                $"The certificate of {settings.CertificateFile} would be refused by the other silos: {reason} "
                + $"(authority: {settings.AuthorityFile}).")
            : read;
    }

    /// <summary>Returns why a certificate is not from a silo of this cluster; null if it is.</summary>
    /// <param name="certificate">The certificate that the peer presents.</param>
    /// <param name="between">Intermediate certificates that the peer sent with it.</param>
    /// <param name="time">Clock for the validity check.</param>
    public string? WhyRefused(X509Certificate2 certificate, X509Certificate2Collection between, TimeProvider time)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // Silo certificates live for days and are renewed; a revocation list would be one more service to reach.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var use in TlsUse.Both) chain.ChainPolicy.ApplicationPolicy.Add(use);
        if (!chain.Build(certificate))
            return string.Join(", ", chain.ChainStatus.Select(s => s.Status).Distinct().Select(Words));
        return certificate.MatchesHostname(name, allowWildcards: false, allowCommonName: false)
            ? null
            : $"it does not hold the DNS name {name}";
    }

    private static string Words(X509ChainStatusFlags status) => status switch
    {
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain => "no authority that is trusted has signed it",
        X509ChainStatusFlags.NotTimeValid => "it has expired or is not valid yet",
        X509ChainStatusFlags.NotValidForUsage => "it is not made out for both server and client authentication",
        X509ChainStatusFlags.NotSignatureValid => "its signature is not that of the authority",
        _ => $"{status}",
    };
}
