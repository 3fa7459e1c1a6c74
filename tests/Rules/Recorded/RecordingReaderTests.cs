using System.IO.Pipelines;
using System.Text;
using PatientFlow.Recorded;

namespace PatientFlow.Tests.Recorded;

/// <summary>Whatever form events come in, they are the same events; what cannot be read is said and never lost in silence.</summary>
public sealed class RecordingReaderTests
{
    private const string Three = "{\"n\":1}\n{\"n\":\"zwölf 😀\"}\n{\"n\":3}\n";

    private static readonly string[] Events = ["{\"n\":1}", "{\"n\":\"zwölf 😀\"}", "{\"n\":3}"];

    public static TheoryData<string, byte[]> Forms => new()
    {
        { "UTF-8", Utf8(Three) },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Utf8(Three)] },
        { "UTF-16 LE with a mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Three)] },
        { "UTF-16 BE with a mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Three)] },
        { "UTF-16 LE", Encoding.Unicode.GetBytes(Three) },
        { "UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(Three) },
        { "UTF-32 LE with a mark", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Three)] },
        { "gzip", InputReading.Zipped(Utf8(Three)) },
        { "gzip of UTF-16", InputReading.Zipped([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Three)]) },
        { "gzip of several members", [.. InputReading.Zipped(Utf8(Three[..5])), .. InputReading.Zipped(Utf8(Three[5..]))] },
        { "gzip of gzip", InputReading.Zipped(InputReading.Zipped(Utf8(Three))) },
        { "CR LF", Utf8(Three.ReplaceLineEndings("\r\n")) },
        { "CR", Utf8(Three.Replace('\n', '\r')) },
        { "no last line break", Utf8(Three.TrimEnd()) },
        { "an array", Utf8($"[{string.Join(",", Events)}]") },
        { "an array over lines", Utf8($"[\n  {string.Join(",\n  ", Events)}\n]\n") },
        { "an array spread out", Utf8($"[\r\n{string.Join(",\r\n", Events.Select(Spread))}\r\n]") },
        { "objects spread out", Utf8(string.Join("\n", Events.Select(Spread))) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_gives_the_same_events(string form, byte[] bytes)
    {
        var read = await InputReading.OfAsync(bytes);

        Assert.True(read is { Fault: null, LeftOut: null }, $"{form}: {read.Fault} {read.LeftOut}");
        Assert.Equal(Events, read.Texts);
    }

    [Fact]
    public async Task A_sender_that_is_silent_does_not_hold_up_a_stop()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Utf8(Three), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var reader = await RecordingReader.OpenAsync(new DeafStream(pipe.Reader.AsStream()), 1_000, TestContext.Current.CancellationToken);
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in reader.ReadAsync(stop.Token))
                if (++read == Events.Length)
                    await stop.CancelAsync();
        });
        Assert.Equal(Events.Length, read);
    }

    [Fact]
    public async Task Empty_lines_count_and_are_no_events()
    {
        var read = await InputReading.OfAsync("\n\r\n{\"n\":1}\n\n\n{\"n\":2}");
        Assert.Equal([3, 6], read.Lines);
        Assert.Equal([1, 3, 4], (await InputReading.OfAsync("{\"n\":1}\r\r{\"n\":2}\r{\"n\":3}")).Lines);
    }

    [Fact]
    public async Task An_event_of_an_array_has_the_line_on_which_it_begins()
    {
        var read = await InputReading.OfAsync("\n[\n{\"n\":\n1}, {\"n\":2},\r\n\r\n{\r\n\"n\":3}\r\n, 7, \"a b\", [1 , 2]]");
        Assert.Equal([(3, "{\"n\":1}"), (4, "{\"n\":2}"), (6, "{\"n\":3}"), (8, "7"), (8, "\"a b\""), (8, "[1,2]")], read.Events);
        Assert.Null(read.LeftOut);
    }

    [Fact]
    public async Task Wrong_JSON_of_an_array_stays_wrong() =>
        Assert.Equal(["{\"n\":1 2}", "{\"n\":tr ue}"], (await InputReading.OfAsync("[{\"n\":1\n2}, { \"n\" : tr ue }]")).Texts);

    [Fact]
    public async Task A_text_of_an_array_keeps_its_spaces_braces_and_quotes() =>
        Assert.Equal(
            ["{\"n\":\"a  b } ] \\\" \\\\\"}", "{}"], (await InputReading.OfAsync("[{\"n\": \"a  b } ] \\\" \\\\\"},{}]")).Texts);

    [Fact]
    public async Task Only_an_array_of_objects_over_the_whole_input_is_an_array() =>
        Assert.Equal(["[1]", "[{\"n\":1}]"], (await InputReading.OfAsync("[1]\n[{\"n\":1}]\n")).Texts);

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    [InlineData("[]")]
    [InlineData("[ \n ]\n")]
    public async Task An_input_without_events_has_none(string text)
    {
        var read = await InputReading.OfAsync(text);
        Assert.Equal((0, null, null), (read.Events.Count, read.LeftOut, read.Fault));
    }

    [Theory]
    [InlineData("{\"n\":1}\n{\"n\":2,\"te", "Line 2, the last one")]
    [InlineData("{\"n\":1}\n{", "Line 2, the last one")]
    [InlineData("[{\"n\":1},\n{\"n\":2", "begins on line 2")]
    [InlineData("[{\"n\":1},\n", "ends on line 2, before its array does")]
    [InlineData("{\n\"n\":1}\n{\n\"n", "begins on line 3")]
    public async Task What_the_end_breaks_off_is_left_out_and_said(string text, string said)
    {
        var read = await InputReading.OfAsync(text);
        Assert.Equal(["{\"n\":1}"], read.Texts);
        Assert.Contains(said, read.LeftOut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"n\":1}\n{\"n\" 2", "{\"n\" 2")]
    [InlineData("{\"n\":1}\nsome words", "some words")]
    public async Task A_last_line_that_never_was_an_event_is_kept_for_the_quarantine(string text, string last)
    {
        var read = await InputReading.OfAsync(text);
        Assert.Equal([(1, "{\"n\":1}"), (2, last)], read.Events);
        Assert.Null(read.LeftOut);
    }

    [Fact]
    public async Task Zipped_data_that_is_cut_off_anywhere_gives_its_whole_lines_and_is_said()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(n => $"{{\"n\":{n * 7919}}}\n"));
        var zipped = InputReading.Zipped(Utf8(text));
        foreach (var end in Enumerable.Range(11, zipped.Length - 11).Where(n => n % 97 == 0 || n > zipped.Length - 20))
        {
            var read = await InputReading.OfAsync(zipped[..end]);
            Assert.Equal(text.Split('\n')[..read.Events.Count], read.Texts);
            Assert.Contains($"after line {read.Events.Count:N0}", read.Fault, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1_001, "Line 2 has more than 1,000 bytes")]
    [InlineData(100_000, "Line 2 has more than 1,000 bytes")]
    public async Task An_event_that_is_too_large_ends_the_reading_and_is_named(int sizeBytes, string said)
    {
        var large = $"{{\"n\":\"{new string('x', sizeBytes - 8)}\"}}";
        foreach (var text in new[] { $"{{\"n\":1}}\n{large}\n{{\"n\":3}}\n", $"[{{\"n\":1}},\n{large},\n{{\"n\":3}}]" })
        {
            var read = await InputReading.OfAsync(text);
            Assert.Equal(["{\"n\":1}"], read.Texts);
            Assert.Contains(said, read.Fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Text_that_is_no_UTF_16_ends_the_reading()
    {
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"n\":1}\n"), 0, 0xD8, 0x20, 0];
        Assert.Contains("damaged after line", (await InputReading.OfAsync(bytes, 20)).Fault, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "CSV", Utf8("event_id,patient_id,event_type\n1,2,ADMISSION\n") },
        { "CSV", Utf8("\"event id\";\"patient\";\"type\"\r\n1;2;ADMISSION") },
        { "CSV", Utf8("event_id\tpatient_id\tevent_type") },
        { "XML", Utf8("\n<?xml version=\"1.0\"?>") },
        { "HL7", Utf8("MSH|^~\\&|ADT1|MCM") },
        { "ZIP", [.. "PK"u8, 3, 4, 20, 0] },
        { "Parquet", [.. "PAR1"u8, 21, 4] },
        { "Parquet", InputReading.Zipped([.. "PAR1"u8, 21, 4]) },
        { "zstd", [0x28, 0xB5, 0x2F, 0xFD, 4] },
        { "cannot be unzipped", [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
        { "cannot be unzipped", [0x1F, 0x8B] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Another_form_is_refused_by_its_name(string name, byte[] bytes)
    {
        var read = await InputReading.OfAsync(bytes);
        Assert.Empty(read.Events);
        Assert.StartsWith("refused:", read.Fault, StringComparison.Ordinal);
        Assert.Contains(name, read.Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("no, not this, either: it has words")]
    [InlineData("a,b")]
    public async Task Words_are_no_table(string text) => Assert.Equal([text], (await InputReading.OfAsync(text + "\n")).Texts);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Spread(string json) =>
        json.Replace("{", "{\n    ", StringComparison.Ordinal).Replace(":", " : ", StringComparison.Ordinal)
            .Replace("}", "\n  }", StringComparison.Ordinal);
}
