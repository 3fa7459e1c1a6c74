using System.IO.Compression;
using System.Text;
using PatientFlow.Recorded;

namespace PatientFlow.Tests.Recorded;

/// <summary>What a reader made of an input: its events with their lines, what was left out, and the fault that ended it.</summary>
internal sealed record InputReading(IReadOnlyList<(long Line, string Text)> Events, string? LeftOut, string? Fault)
{
    public const int PayloadBytesMax = 1_000;

    public IEnumerable<string> Texts => Events.Select(e => e.Text);

    public IEnumerable<long> Lines => Events.Select(e => e.Line);

    public static Task<InputReading> OfAsync(string text) => OfAsync(Encoding.UTF8.GetBytes(text));

    public static async Task<InputReading> OfAsync(byte[] bytes, params int[] pieces)
    {
        var events = new List<(long, string)>();
        RecordingReader reader;
        try
        {
            reader = await RecordingReader.OpenAsync(new PiecewiseStream(bytes, pieces), PayloadBytesMax, CancellationToken.None);
        }
        catch (UnreadableInputException fault)
        {
            return new InputReading(events, null, $"refused: {fault.Message}");
        }

        try
        {
            await foreach (var line in reader.ReadAsync(CancellationToken.None))
                events.Add((line.Number, Encoding.UTF8.GetString(line.Payload.Span)));
            return new InputReading(events, reader.LeftOut, null);
        }
        catch (FormatException fault)
        {
            return new InputReading(events, reader.LeftOut, fault.Message);
        }
    }

    public static byte[] Zipped(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var zip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(bytes);
        return to.ToArray();
    }
}
