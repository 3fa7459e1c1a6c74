using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Clustering.Tls;

/// <summary>
/// Reads certificates and keys, and explains failures in plain words. No message shows the contents of a file.
/// </summary>
internal static class PemFiles
{
    /// <summary>Returns the certificates of a file in order; there is at least one.</summary>
    /// <exception cref="CommandException">The file is missing or holds no certificate.</exception>
    public static X509Certificate2Collection Certificates(string path)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(Text(path));
        }
        catch (CryptographicException)
        {
            throw new CommandException($"{path} holds a certificate that cannot be read.");
        }

        return all.Count > 0 ? all : throw new CommandException($"{path} holds no certificate in PEM.");
    }

    /// <summary>Returns the first certificate of a file with its key.</summary>
    /// <param name="path">File of the certificate.</param>
    /// <param name="keyPath">File of the key, which may be the same.</param>
    /// <param name="between">The intermediate certificates that follow in the file.</param>
    /// <exception cref="CommandException">A file is missing or unusable, or the key does not match.</exception>
    public static X509Certificate2 WithKey(string path, string keyPath, out X509Certificate2Collection between)
    {
        var all = Certificates(path);
        between = [.. all.Skip(1)];
        var key = Text(keyPath);
        if (key.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
            throw new CommandException($"The key of {keyPath} is encrypted; the silo has no password for it.");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new CommandException($"{keyPath} holds no private key in PEM.");
        try
        {
            return X509Certificate2.CreateFromPem(all[0].ExportCertificatePem(), key);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new CommandException($"The key of {keyPath} does not belong to the certificate of {path}.");
        }
    }

    /// <summary>
    /// Returns a hash of what the files hold, so that no second copy of a key stays in memory; null if one is missing,
    /// because it is being replaced. Times would not do: Kubernetes replaces a mounted secret by moving a link above them.
    /// </summary>
    public static byte[]? HashOf(params ReadOnlySpan<string> paths)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var path in paths) hash.AppendData(File.ReadAllBytes(path));
            return hash.GetHashAndReset();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path} cannot be read: {fault.Message}");
        }
    }
}
