using System.Text.Json;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Says in a data folder which log its offsets belong to. The offsets of one log, taken for those of another, would
/// pass over events in silence. An embedded log lies in the folder and is its own mark.
/// </summary>
internal static class SourceMark
{
    private const string FileName = "topic.json";

    /// <summary>Whether the folder is fed from a topic.</summary>
    public static bool IsTopic(SiloSettings settings) => File.Exists(PathOf(settings));

    /// <summary>Holds the source against the mark, and leaves one where there is none.</summary>
    /// <exception cref="CommandFailure">The folder was fed from another source.</exception>
    public static void Check(SiloSettings settings)
    {
        var marked = IsTopic(settings) ? Read(settings) : null;
        if (settings.Topic is not { } topic)
        {
            if (marked is not null) throw Other(settings, $"the topic {marked}");
            return;
        }

        var name = topic.Address.Topic;
        if (marked is null && Directory.Exists(settings.LogFolder)) throw Other(settings, "its embedded log");
        if (marked is not null && marked != name) throw Other(settings, $"the topic {marked}");
        if (marked is null) File.WriteAllText(PathOf(settings), JsonSerializer.Serialize(new Mark(name)));
    }

    private static string Read(SiloSettings settings)
    {
        try
        {
            return JsonSerializer.Deserialize<Mark>(File.ReadAllText(PathOf(settings)))?.Topic ?? "";
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{PathOf(settings)} cannot be read; it should name the topic of this folder.");
        }
    }

    private static string PathOf(SiloSettings settings) => Path.Combine(settings.DataFolder, FileName);

    private static CommandFailure Other(SiloSettings settings, string source) => new(
        $"The data folder {settings.DataFolder} is fed from {source}; the offsets of its lake fit no other source. "
        + "Choose another folder with --data.");

    private sealed record Mark(string Topic);
}
