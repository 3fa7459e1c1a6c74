using System.Buffers;
using System.Text;

namespace PatientFlow.Silo.Feed;

/// <summary>Writes messages as server-sent events (WHATWG HTML, section 9.2): JSON has no line break, so one data line each.</summary>
internal static class FeedText
{
    private static readonly byte[] Null = [.. "null"u8];

    /// <summary>Writes what has changed after a frame, or everything; empty if nothing of it is for this audience.</summary>
    /// <param name="sight">What is shown now.</param>
    /// <param name="since">The frame that the client has; 0 for none.</param>
    /// <param name="audience">Who it is for.</param>
    /// <param name="epoch">Which silo's numbers the frames are.</param>
    /// <param name="at">Time of the message.</param>
    public static byte[] Of(FeedSight sight, long since, FeedAudience audience, string epoch, DateTimeOffset at)
    {
        byte[][] departments = [.. sight.Since(since, FeedKind.Departments, audience)];
        byte[][] beds = [.. sight.Since(since, FeedKind.Beds, audience)];
        var alerts = sight.AlertsSince(since, audience);
        var freshness = sight.Since(since, FeedKind.Freshness, audience).SingleOrDefault();
        if (since > 0 && departments.Length == 0 && beds.Length == 0 && alerts is null && freshness is null) return [];

        var text = new ArrayBufferWriter<byte>(4_096);
        Begin(text, since == 0 ? "snapshot" : "change", $"{epoch}-{sight.Frame}", at);
        text.Write(",\"departments\":"u8);
        List(text, departments);
        text.Write(",\"beds\":"u8);
        List(text, beds);
        text.Write(",\"alerts\":"u8);
        if (alerts is null) text.Write(Null);
        else List(text, alerts);
        text.Write(",\"freshness\":"u8);
        text.Write(freshness ?? Null);
        text.Write("}\n\n"u8);
        return text.WrittenSpan.ToArray();
    }

    /// <summary>Writes a sign of life. It has no id: the client's last one stays.</summary>
    public static byte[] Beat(DateTimeOffset at)
    {
        var text = new ArrayBufferWriter<byte>(64);
        Begin(text, "heartbeat", id: null, at);
        text.Write("}\n\n"u8);
        return text.WrittenSpan.ToArray();
    }

    private static void Begin(ArrayBufferWriter<byte> text, string name, string? id, DateTimeOffset at)
    {
        if (id is not null) text.Write(Encoding.UTF8.GetBytes($"id: {id}\n"));
        text.Write(Encoding.UTF8.GetBytes($"event: {name}\ndata: {{\"at\":\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}\""));
    }

    private static void List(ArrayBufferWriter<byte> text, IEnumerable<byte[]> values)
    {
        text.Write("["u8);
        var isFirst = true;
        foreach (var value in values)
        {
            if (!isFirst) text.Write(","u8);
            text.Write(value);
            isFirst = false;
        }

        text.Write("]"u8);
    }
}
