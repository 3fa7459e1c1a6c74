using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// A line of the audit trail: JSON that ends with the SHA-256 of what stands before it, which holds the hash of the line
/// before. So a line that is changed, taken out, put elsewhere or put in breaks the chain there. The hash is over the
/// bytes as they stand, so that whoever checks it needs no agreement on how JSON is written.
/// </summary>
/// <param name="Sequence">Its number; the first is 0, and none is missing.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Record">What happened.</param>
/// <param name="Previous">Hash of the line before; of the first, of what an earlier version left in the file.</param>
/// <param name="Hash">Its own hash, in hexadecimal digits.</param>
internal sealed record AuditLine(long Sequence, DateTime At, AuditRecord Record, string Previous, string Hash)
{
    private const string Seal = ",\"hash\":\"";
    private const string End = "\"}";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Makes the next line, and the bytes to write, with a line feed.</summary>
    public static (AuditLine Line, byte[] Bytes) Next(long sequence, DateTime at, AuditRecord record, string previous)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Body(sequence, at, record.Who, record.Client, record.Address, record.Method, record.Path, record.Why, record.Status, previous), Json);
        var sealedPart = body.AsSpan(0, body.Length - 1); // Without the last brace: the hash comes before it.
        var hash = HashOf(sealedPart);
        return (new AuditLine(sequence, at, record, previous, hash), [.. sealedPart, .. Encoding.ASCII.GetBytes($"{Seal}{hash}{End}\n")]);
    }

    /// <summary>Reads a line and checks its own hash; null if it is none of the chain or was changed.</summary>
    public static AuditLine? Read(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf(Encoding.ASCII.GetBytes(Seal));
        if (at < 0) return null;
        var hash = HashOf(line[..at]);
        if (!line[at..].SequenceEqual(Encoding.ASCII.GetBytes($"{Seal}{hash}{End}"))) return null;
        try
        {
            return JsonSerializer.Deserialize<Body>([.. line[..at], (byte)'}'], Json) is { } body
                ? new AuditLine(
                    body.Sequence, body.At,
                    new AuditRecord(body.Who, body.Client, body.Address, body.Method, body.Path, body.Why, body.Status),
                    body.Previous, hash)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a line belongs to the chain, changed or not; the first versions wrote lines that do not.</summary>
    public static bool IsOfChain(ReadOnlySpan<byte> line) => line.IndexOf(Encoding.ASCII.GetBytes(Seal)) >= 0;

    /// <summary>Returns a hash in hexadecimal digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <inheritdoc/>
    public override string ToString() => Sequence.ToString(CultureInfo.InvariantCulture); // A record's own would name the patient.

    private sealed record Body(
        long Sequence, DateTime At, string? Who, string? Client, string Address, string Method, string Path, string? Why,
        int Status, string Previous);
}
