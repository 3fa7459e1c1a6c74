using System.Security.Cryptography.X509Certificates;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Silo.Security;

/// <summary>
/// The certificate of the API as it is on disk: looked at when a connection begins, so that a renewed one needs no
/// restart. What cannot be used is ignored, and the one before is kept. Thread-safe.
/// </summary>
internal sealed class ApiCertificate
{
    private readonly CertificateFiles files;
    private readonly Lock gate = new();
    private X509Certificate2 own;
    private byte[] seen;

    /// <summary>Reads the files.</summary>
    /// <exception cref="CommandException">They cannot be used.</exception>
    public ApiCertificate(CertificateFiles files)
    {
        this.files = files;
        seen = Look() ?? [];
        own = PemFiles.WithKey(files.CertificateFile, files.KeyFile, out var between);
        Between = between;
    }

    /// <summary>Intermediate certificates, as they were at the start: other ones need a restart.</summary>
    public X509Certificate2Collection Between { get; }

    /// <summary>Returns the newest one that can be used.</summary>
    public X509Certificate2 Get()
    {
        lock (gate)
        {
            if (Look() is not { } now || now.AsSpan().SequenceEqual(seen)) return own;
            seen = now;
            try
            {
                own = PemFiles.WithKey(files.CertificateFile, files.KeyFile, out _);
            }
            catch (CommandException)
            {
                // Half replaced: the files change once more when the other half comes.
            }

            return own;
        }
    }

    private byte[]? Look() => PemFiles.HashOf(files.CertificateFile, files.KeyFile);
}
