using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Tests.Cluster.Tls;

/// <summary>An authority that signs certificates of silos, and the folder that holds them.</summary>
internal sealed class Authority : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("patientflow-tls-");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 own;
    private readonly DateTimeOffset now;
    private byte serial;

    public Authority(string name = "ward authority", DateTimeOffset? now = null)
    {
        this.now = now ?? DateTimeOffset.UtcNow;
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        own = request.CreateSelfSigned(this.now.AddYears(-1), this.now.AddYears(10));
        File.WriteAllText(File_("ca.crt"), Pem);
    }

    /// <summary>Its own certificate.</summary>
    public string Pem => own.ExportCertificatePem();

    public string File_(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Writes a new certificate and its key, and says how a silo is to use them.</summary>
    public TlsSettings Issue(
        string file = "silo", string dnsName = "patientflow", int validFromDay = -1, int validToDay = 1, bool forClientsToo = true)
    {
        using var siloKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={file}", siloKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [.. TlsUse.Both.Take(forClientsToo ? 2 : 1)], critical: false));
        using var signed = request.Create(own, now.AddDays(validFromDay), now.AddDays(validToDay), [++serial]);
        File.WriteAllText(File_($"{file}.crt"), signed.ExportCertificatePem());
        File.WriteAllText(File_($"{file}.key"), siloKey.ExportPkcs8PrivateKeyPem());
        return new TlsSettings
        {
            CertificateFile = File_($"{file}.crt"), KeyFile = File_($"{file}.key"), AuthorityFile = File_("ca.crt"),
        };
    }

    public void Dispose()
    {
        own.Dispose();
        key.Dispose();
        folder.Delete(recursive: true);
    }
}
