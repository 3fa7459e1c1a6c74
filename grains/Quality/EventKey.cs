using System.Security.Cryptography;
using System.Text;
using PatientFlow.Events;

namespace PatientFlow.Quality;

/// <summary>
/// Sixteen bytes that represent an event id: the id itself if it is a UUID in lower case, otherwise its hash.
/// </summary>
public static class EventKey
{
    // A control character, which no id may contain.
    private const string UnusablePrefix = "\u0002";

    /// <summary>
    /// Returns the key by which a patient knows that an event comes again. One of no known type has another key than its
    /// repair, which may have the same id and is new.
    /// </summary>
    public static Guid Of(string eventId, EventKind kind) => Of(kind == EventKind.Unknown ? UnusablePrefix + eventId : eventId);

    /// <summary>Returns the key of an id. Different ids have different keys, except for a SHA-256 collision.</summary>
    public static Guid Of(string eventId)
    {
        if (Guid.TryParseExact(eventId, "D", out var uuid) && IsSpelled(uuid, eventId)) return uuid;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        return new Guid(hash[..16]);
    }

    // Guid also parses capitals, surrounding blanks and inner signs: those are different texts, hence different ids.
    private static bool IsSpelled(Guid uuid, string eventId)
    {
        Span<char> text = stackalloc char[36];
        return uuid.TryFormat(text, out _) && text.SequenceEqual(eventId);
    }
}
