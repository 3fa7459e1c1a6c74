using System.Buffers;
using System.Text.Json;
using PatientFlow.Recorded;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>A line of a recording gives back what it was made of.</summary>
public sealed class RecordedEventTests
{
    [Fact]
    public void Any_payload_is_one_line_and_comes_back_byte_for_byte() => Gens.For<byte[]>(1_000, payload =>
    {
        Check(payload ?? []);

        // As text, as what an object holds, and as an object that is cut or broken by lines.
        var text = JsonSerializer.SerializeToUtf8Bytes(Convert.ToBase64String(payload ?? []) + "\r\n\u0000\u2028\U0001F3E5\"\\");
        Check(text);
        Check([.. "{\"a\":"u8, .. text, .. "}"u8]);
        Check([.. "{\r\n\"a\":"u8, .. text, .. "\n}"u8]);
        Check([.. "{\"a\":"u8, .. text]);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(500)]
    public void A_payload_of_any_depth_comes_back(int depth) => Check(
        [.. Enumerable.Repeat("{\"a\":"u8.ToArray(), depth).SelectMany(b => b), .. "1"u8, .. Enumerable.Repeat((byte)'}', depth)]);

    [Fact]
    public void A_text_is_written_so_that_a_person_can_repair_it()
    {
        var line = System.Text.Encoding.UTF8.GetString(Line(new RecordedEvent
        {
            AppendTime = DateTime.UnixEpoch, Partition = 1, Offset = 2, Payload = "{\"name\":\"Zoë <+>\","u8.ToArray(),
        }));
        Assert.Contains("""
            "text":"{\"name\":\"Zoë <+>\","
            """, line, StringComparison.Ordinal);
    }

    private static void Check(byte[] payload)
    {
        var written = new RecordedEvent
        {
            AppendTime = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Partition = 3,
            Offset = 4,
            Payload = payload,
            Reason = "NOT_JSON",
        };
        var line = Line(written);
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        Assert.True(line.Length <= RecordedEvent.LineBytesMax(payload.Length));

        var read = RecordedEvent.Read(line.AsMemory(..^1));
        Assert.NotNull(read);
        Assert.Equal(payload, read.Payload.ToArray());
        Assert.Equal(written with { Payload = default }, read with { Payload = default });
    }

    private static byte[] Line(RecordedEvent recorded)
    {
        var to = new ArrayBufferWriter<byte>();
        recorded.WriteLine(to);
        return to.WrittenSpan.ToArray();
    }
}
