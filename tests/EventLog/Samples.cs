using System.Text;

namespace PatientFlow.EventLog.Tests;

/// <summary>
/// Entries whose payload follows from their key, so that a reader can tell a whole one from a torn one.
/// </summary>
internal static class Samples
{
    private static readonly int[] Sizes = [0, 1, 20, 100, 511, 700, 1500];

    public static LogEntry Entry(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return new LogEntry(bytes, Payload(bytes));
    }

    public static LogEntry Entry(string key, int payloadBytes) =>
        new(Encoding.UTF8.GetBytes(key), Filled(new byte[payloadBytes], 1));

    public static byte[] Payload(ReadOnlySpan<byte> key)
    {
        var hash = XxHash64.Compute(key);
        return Filled(new byte[Sizes[hash % (ulong)Sizes.Length]], hash);
    }

    public static string KeyOf(LogRecord record) => Encoding.UTF8.GetString(record.Key.Span);

    public static void AssertWhole(LogRecord record) => Assert.Equal(Payload(record.Key.Span), record.Payload.ToArray());

    // Never zero, so that a sector that did not reach the disk shows.
    private static byte[] Filled(byte[] bytes, ulong seed)
    {
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(1 + (seed + (ulong)i * 7) % 255);
        return bytes;
    }
}
