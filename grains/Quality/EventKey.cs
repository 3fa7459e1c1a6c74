using System.Security.Cryptography;
using System.Text;

namespace PatientFlow.Quality;

/// <summary>Sixteen bytes that stand for an event id: the id itself where it is a UUID, else a hash of it.</summary>
public static class EventKey
{
    /// <summary>The key of an id. Ids that differ have keys that differ, but for the odds of a SHA-256 collision.</summary>
    public static Guid Of(string eventId)
    {
        if (Guid.TryParseExact(eventId, "D", out var uuid)) return uuid;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        return new Guid(hash[..16]);
    }
}
