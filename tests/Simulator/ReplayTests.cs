using System.Buffers;
using System.Text;
using PatientFlow.Recorded;

namespace PatientFlow.Tests.Simulator;

/// <summary>Recorded events go out as they were, at their own times.</summary>
public sealed class ReplayTests
{
    private static readonly DateTime Start = new(2025, 6, 2, 8, 0, 0, DateTimeKind.Utc);

    public static TheoryData<byte[]> Payloads => [.. All.Select(payload => new TheoryDataRow<byte[]>(payload))];

    private static byte[][] All =>
    [
        [], "{\"a\":1}"u8.ToArray(), "{ \"a\" : 1, \"a\":2 }"u8.ToArray(), "{\"a\":\n1}"u8.ToArray(), " {} "u8.ToArray(),
        "no json"u8.ToArray(), "[1]"u8.ToArray(), "{\"a\":"u8.ToArray(), [0xFF, 0xFE, 0], "a\0\u001b\"\\é😀"u8.ToArray(),
        [.. "{\"a\":\""u8, 0xC3, .. "\"}"u8], [0xEF, 0xBB, 0xBF, .. "{}"u8],
        [.. Enumerable.Repeat((byte)'[', 500)], Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 62)) + "1" + new string('}', 62)),
        "{\"recorded\":1}"u8.ToArray(),
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Envelope_KeepsEveryPayloadToTheByte_OnOneLine(byte[] payload)
    {
        var line = Line(payload, Start.AddMicroseconds(123_456));
        Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
        var read = RecordedEvent.Read(line.AsMemory(0, line.Length - 1));
        Assert.NotNull(read);
        Assert.Equal(payload, read.Payload.ToArray());
        Assert.Equal((Start.AddMicroseconds(123_456), 3, 17L), (read.AppendTime, read.Partition, read.Offset));
    }

    [Theory]
    [InlineData("{\"recorded\":2,\"time\":\"2025-06-02T08:00:00Z\",\"partition\":0,\"offset\":0,\"text\":\"\"}", "version")]
    [InlineData("{\"recorded\":1,\"partition\":0,\"offset\":0,\"text\":\"\"}", "time")]
    [InlineData("{\"recorded\":1,\"time\":\"2025-06-02T08:00:00Z\",\"partition\":0,\"offset\":0}", "event, text or base64")]
    [InlineData("{\"recorded\":1,", "no whole JSON")]
    public async Task Envelope_ThatCannotBeRead_EndsTheReplay_AndNamesTheLine(string envelope, string reason)
    {
        var line = new CommandLine { Input = Encoding.UTF8.GetBytes($"{{}}\n{envelope}\n") };
        Assert.Equal(1, await line.RunAsync("--input - --dry-run"));
        Assert.Contains("Line 2", line.Error, StringComparison.Ordinal);
        Assert.Contains(reason, line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("--speed 0", 0)]
    [InlineData("--speed 600", 1)]
    [InlineData("--speed 60", 10)]
    public async Task Speed_SetsThePace_OfRecordedTimes(string options, double seconds)
    {
        byte[] input = [.. Line("{\"n\":1}"u8.ToArray(), Start), .. Line("{\"n\":2}"u8.ToArray(), Start.AddMinutes(10))];
        var line = new CommandLine { Input = input };
        Assert.Equal(0, await line.RunAsync($"--input - --dry-run {options}"));
        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], line.EventLines);
        Assert.Equal(seconds, line.Time.Waits.Sum(w => w.TotalSeconds));
    }

    [Fact]
    public async Task PlainEvents_HaveTheTimeThatTheySay_AndSkipAndMaxEventsHold()
    {
        var events = Enumerable.Range(0, 5).Select(n => $"{{\"n\":{n},\"event_timestamp\":\"2025-06-02T08:0{n}:00\"}}").ToArray();
        var line = new CommandLine { Input = Encoding.UTF8.GetBytes(string.Join('\n', events)) };
        Assert.Equal(0, await line.RunAsync("--input - --dry-run --speed 60 --skip 1 --max-events 4"));
        Assert.Equal(events[1..4], line.EventLines);
        Assert.Equal(2, line.Time.Waits.Sum(w => w.TotalSeconds));
    }

    [Fact]
    public async Task PayloadsThatAreNoLine_AreCounted_NeverSilentlyLost()
    {
        byte[] input = [.. Line("{\n}"u8.ToArray(), Start), .. Line([], Start), .. Line("{}"u8.ToArray(), Start)];
        var line = new CommandLine { Input = input };
        Assert.Equal(1, await line.RunAsync("--input - --dry-run"));
        Assert.Equal(["{}"], line.EventLines);
        Assert.Contains("2 events were not sent", line.Error, StringComparison.Ordinal);
    }

    private static byte[] Line(byte[] payload, DateTime time)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new RecordedEvent { AppendTime = time, Partition = 3, Offset = 17, Payload = payload }.WriteLine(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
