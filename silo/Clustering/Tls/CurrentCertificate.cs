using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>
/// Provides the silo's certificate as currently on disk. The files are checked when a connection begins, which is rare,
/// instead of being watched: Kubernetes replaces a mounted secret by moving a link, which some watchers miss. Open
/// connections keep their certificate. Thread-safe.
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

    /// <summary>
    /// Returns the newest usable certificate. New files that cannot be used are logged once and ignored.
    /// </summary>
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

    private byte[]? Look() => PemFiles.HashOf(settings.CertificateFile, settings.KeyFile, settings.AuthorityFile);
}
