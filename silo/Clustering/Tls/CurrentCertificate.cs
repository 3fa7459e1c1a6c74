using System.Security.Cryptography;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>
/// The silo's certificate as its files are now. They are looked at when a connection begins, which is rare, and not
/// watched: Kubernetes replaces a mounted secret by moving a link, of which not every watch hears. Connections that are open
/// stay as they are. Thread-safe.
/// </summary>
internal sealed class CurrentCertificate
{
    private readonly TlsSettings settings;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Lock gate = new();
    private SiloCertificate certificate;
    private byte[] seen;

    /// <summary>Reads the files.</summary>
    /// <exception cref="CommandException">They cannot be used; the message says why.</exception>
    public CurrentCertificate(TlsSettings settings, TimeProvider time, ILogger log)
    {
        (this.settings, this.time, this.log) = (settings, time, log);
        seen = Look() ?? [];
        certificate = SiloCertificate.Load(settings, time);
        TlsLog.Loaded(log, certificate.Own.NotAfter.ToUniversalTime());
    }

    /// <summary>The newest that could be used: new files that cannot are said in the log, once, and passed over.</summary>
    public SiloCertificate Get()
    {
        lock (gate)
        {
            if (Look() is not { } now || now.AsSpan().SequenceEqual(seen)) return certificate;
            seen = now;
            try
            {
                certificate = SiloCertificate.Load(settings, time);
                TlsLog.Loaded(log, certificate.Own.NotAfter.ToUniversalTime());
            }
            catch (CommandException fault)
            {
                TlsLog.NotRenewed(log, fault.Message);
            }

            return certificate;
        }
    }

    // A hash, so that no second copy of the key stays in memory. Null where a file is away: it is being replaced.
    private byte[]? Look()
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in new[] { settings.CertificateFile, settings.KeyFile, settings.AuthorityFile })
                hash.AppendData(File.ReadAllBytes(file));
            return hash.GetHashAndReset();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
