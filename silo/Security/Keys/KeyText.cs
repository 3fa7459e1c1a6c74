using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Silo.Security.Keys;

/// <summary>
/// The text of a key, <c>pf_ID_SECRET</c>: 256 random bits after an id, so that it can be found and named without its
/// secret, and secret scanners can know it by its prefix.
/// </summary>
internal static class KeyText
{
    /// <summary>How each key begins; no JWT does.</summary>
    public const string Prefix = "pf_";

    private const int IdBytes = 9; // 12 characters.
    private const int SecretBytes = 32;
    private const int LengthMax = 100;

    /// <summary>Makes a new one.</summary>
    public static (string Id, string Text) Create()
    {
        // An id with an underscore could not be told from its end.
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)).Replace('_', 'A').Replace('-', 'B');
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>Returns the id in a text; null if it is no key.</summary>
    public static string? IdOf(string text)
    {
        if (text.Length > LengthMax || !text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var end = text.IndexOf('_', Prefix.Length);
        return end < 0 ? null : text[Prefix.Length..end];
    }

    /// <summary>
    /// Returns what is kept of it. A slow hash protects passwords that somebody thought of; it would only cost here: 256
    /// random bits cannot be guessed (NIST SP 800-63B 5.1.2.2).
    /// </summary>
    public static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text is the key of a hash, in a time that does not depend on how much of it is right.</summary>
    public static bool Fits(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(text)), Encoding.ASCII.GetBytes(hash));
}
