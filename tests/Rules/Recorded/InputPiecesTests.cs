using System.Text;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Recorded;

/// <summary>In which pieces the bytes of an input arrive changes nothing.</summary>
public sealed class InputPiecesTests
{
    private static readonly string[] Tokens =
    [
        "{\"n\":1}", "{\"n\":\"a\\\"b\"}", "{", "}", "[", "]", "\"", ":", "1 2", " ", "\n", "\r\n", "\r", "\n\n", ",", "x",
        "{\n\"n\": 1\n}", "[{\"n\":2},", "é😀", "{\"recorded\":1}", "a,b,c", "{\"n\"", "\\",
    ];

    private static readonly Func<string, byte[]>[] Codings =
    [
        Encoding.UTF8.GetBytes, text => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
        text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], text => InputReading.Zipped(Encoding.UTF8.GetBytes(text)),
    ];

    [Fact]
    public void Any_pieces_of_any_text_give_the_same_events_lines_and_words() =>
        Gens.ForScripts(1_500, steps =>
        {
            var text = string.Concat(steps.Select(step => Tokens[Gens.Pick(step, 1, Tokens.Length)]));
            var bytes = Codings[Gens.Pick(steps.Length, 2, Codings.Length)](text);
            int[] pieces = [.. steps.Select(step => 1 + Gens.Pick(step, 3, 9)), 1];

            var whole = Read(bytes);
            var pieced = Read(bytes, pieces);

            Assert.Equal(whole.Events, pieced.Events);
            Assert.Equal((whole.LeftOut, whole.Fault), (pieced.LeftOut, pieced.Fault));
        });

    [Fact]
    public void Any_bytes_at_all_are_read_or_refused_and_never_throw() => Gens.For<byte[]>(1_000, bytes =>
    {
        var (whole, pieced) = (Read(bytes ?? []), Read(bytes ?? [], 1));
        Assert.Equal(whole.Events, pieced.Events);
        Assert.Equal(whole.LeftOut, pieced.LeftOut);
    });

    // Nothing here waits: the pieces are in memory.
    private static InputReading Read(byte[] bytes, params int[] pieces)
    {
        var reading = InputReading.OfAsync(bytes, pieces);
        Assert.True(reading.IsCompletedSuccessfully, $"{reading.Exception}");
        return reading.Result;
    }
}
