using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PatientFlow.CommandLine;

namespace PatientFlow.Configuration;

/// <summary>
/// Records in a data folder which log its offsets belong to. Offsets of one log used with another would silently skip
/// events. Our own log is inside the folder and needs no mark.
/// </summary>
public static class SourceMark
{
    private const string FileName = "topic.json";

    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Whether a topic or a hub feeds the folder.</summary>
    public static bool IsTopic(FlowSettings settings) => File.Exists(PathOf(settings));

    /// <summary>Compares the source with the mark, and writes a mark if there is none.</summary>
    /// <param name="settings">The folder and its source.</param>
    /// <param name="hubCreatedAt">When its hub was created; null for another source.</param>
    /// <exception cref="CommandException">Another source fed the folder.</exception>
    public static void Check(FlowSettings settings, DateTimeOffset? hubCreatedAt)
    {
        var marked = IsTopic(settings) ? Read(settings) : null;
        var given = new Mark(settings.Topic?.Address.Topic, settings.Hub?.Address.Hub, hubCreatedAt);
        if (given.Name is null)
        {
            if (marked is not null) throw Other(settings, marked.Name);
            return;
        }

        if (marked is null && Directory.Exists(settings.LogFolder)) throw Other(settings, "its own log");
        if (marked is not null && marked.Name != given.Name) throw Other(settings, marked.Name, Hint(marked, given));
        if (marked is { CreatedAt: { } known } && hubCreatedAt is { } now && now != known)
            throw Other(
                settings,
                $"{marked.Name} that was made {Text(known)}; the one that is there now was made {Text(now)}");
        if (marked is null) File.WriteAllText(PathOf(settings), JsonSerializer.Serialize(given, Json));
    }

    private static string Hint(Mark marked, Mark given) =>
        marked.Topic is { } topic && topic == given.Hub
            ? " If it is the hub of this name, read by its Kafka endpoint so far: go on so, with --source kafka."
            : "";

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Mark Read(FlowSettings settings)
    {
        try
        {
            return JsonSerializer.Deserialize<Mark>(File.ReadAllText(PathOf(settings))) ?? new Mark("", null, null);
        }
        catch (JsonException)
        {
            throw new CommandException($"{PathOf(settings)} cannot be read; it should name the topic or hub of this folder.");
        }
    }

    private static string PathOf(FlowSettings settings) => Path.Combine(settings.DataFolder, FileName);

    private static CommandException Other(FlowSettings settings, string? source, string hint = "") => new(
        $"The data folder {settings.DataFolder} is fed from {source}; the offsets of its lake fit no other source. "
        + $"Choose another folder with --data.{hint}");

    /// <summary>Contents of the file.</summary>
    private sealed record Mark(string? Topic, string? Hub, DateTimeOffset? CreatedAt)
    {
        /// <summary>Name of the source for people; null for our own log.</summary>
        [JsonIgnore]
        public string? Name => Hub is not null ? $"the hub {Hub}" : Topic is not null ? $"the topic {Topic}" : null;
    }
}
