using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>An event that a converter made of foreign records.</summary>
/// <param name="At">Its time, UTC.</param>
/// <param name="PatientId">Whose it is.</param>
/// <param name="Fields">What it says beside that, in the words of the wire.</param>
internal sealed record SourceEvent(DateTime At, string PatientId, Dictionary<string, object?> Fields)
{
    /// <summary>The events as lines, by time; events of one instant keep the order they were made in.</summary>
    public static IEnumerable<string> Lines(IEnumerable<SourceEvent> events) =>
        events.OrderBy(e => e.At).ThenBy(e => e.PatientId, StringComparer.Ordinal).Select(e => e.Line());

    /// <summary>A time as the wire has it.</summary>
    public static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private string Line() => JsonSerializer.Serialize(new Dictionary<string, object?>(Fields)
    {
        ["patient_id"] = PatientId,
        ["event_timestamp"] = Text(At),
    });
}
