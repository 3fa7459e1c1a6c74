using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Quality;

/// <summary>Sixteen bytes that stand for an event id: the id itself where it is a UUID in lower case, else a hash of it.</summary>
public static class EventKey
{
    /// <summary>The key of an id. Ids that differ have keys that differ, but for the odds of a SHA-256 collision.</summary>
    public static Guid Of(string eventId)
    {
        if (Guid.TryParseExact(eventId, "D", out var uuid) && IsSpelled(uuid, eventId)) return uuid;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        return new Guid(hash[..16]);
    }

    // Guid also reads capitals, blanks around and signs inside: other texts, hence other ids.
    private static bool IsSpelled(Guid uuid, string eventId)
    {
        Span<char> text = stackalloc char[36];
        return uuid.TryFormat(text, out _) && text.SequenceEqual(eventId);
    }
}
