using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>Hostile bytes: the reader never throws, and agrees with a slow reader over an object model.</summary>
public sealed class WireReaderFuzzTests
{
    private static readonly TextPool Pool = new();

    private static readonly string[] Pieces =
    [
        "null", "true", "\"\"", "\"x\"", "\"\\ud800\"", "-0.0", "1e3", "1e999", "2147483648", "4.5", "{}", "[]",
        "{\"heart_rate\":1e1,\"temperature_f\":null}", "[[{\"a\":1}]]", "\"2025-06-03T10:00:00.1234567+14:01\"",
        "\"2025-02-30T10:00:00\"", "\"2025-06-03 10:00:00,5Z\"", "\"\\u0032025-06-03T10:00:00\"", "\"\\u0000\"",
        "\"" + new string('é', 200) + "\"", "01", "nul", ",", "}", "\"event_id\":\"again\",\"age\":",
    ];

    [Fact]
    public void Any_bytes_at_all_are_read_or_refused_and_never_throw() => Gens.For<byte[]>(2_000, Agree);

    [Fact]
    public void Any_text_at_all_is_read_or_refused_and_never_throws() =>
        Gens.For<string>(2_000, text => Agree(Encoding.UTF8.GetBytes(text ?? "")));

    [Fact]
    public void Fields_with_odd_values_read_as_the_slow_reader_reads_them() =>
        Gens.ForScripts(2_000, steps =>
        {
            var sent = SentEvent.Discharge().Id("E").With("vitals", new { heart_rate = 1 }).With("status", "dirty")
                .With("stage", "stat").With("reason", "x").With("until", "2025-06-03T10:00:00").With("reserved_for", "P");
            var names = System.Text.Json.JsonDocument.Parse(sent.Json).RootElement.EnumerateObject().Select(p => p.Name).ToArray();
            foreach (var step in steps.Take(4))
                sent = sent.Raw(names[Gens.Pick(step, 1, names.Length)], Pieces[Gens.Pick(step, 2, Pieces.Length)]);
            Agree(sent.Utf8);
        });

    [Fact]
    public void Damaged_events_read_as_the_slow_reader_reads_them()
    {
        var whole = SentEvent.Discharge().Id("E").With("vitals", new { heart_rate = 62, temperature_f = 97.2 }).Utf8;
        Gens.ForScripts(3_000, steps => Agree(Damage(whole, steps)));
        var bed = SentEvent.BedStatus("reserved").Id("E").With("until", "2025-06-03T10:00:00").With("reserved_for", "P").Utf8;
        Gens.ForScripts(3_000, steps => Agree(Damage(bed, steps)));
    }

    [Fact]
    public void Recorded_events_and_damaged_ones_read_as_the_slow_reader_reads_them()
    {
        var random = new Random(20_250_603);
        foreach (var line in File.ReadLines(SharedData.Require("seed-sim/seed_events_2025-06-03_seed42.jsonl")))
        {
            var payload = Encoding.UTF8.GetBytes(line);
            Assert.Equal(UnusableReason.None, WireReader.Read(payload, Pool, out _));
            Agree(payload);
            Agree(Damage(payload, [random.Next(), random.Next()]));
            Agree(payload[..random.Next(payload.Length)]);
        }
    }

    private static byte[] Damage(byte[] whole, int[] steps)
    {
        var bytes = whole.ToList();
        foreach (var step in steps.Take(5))
        {
            var at = Gens.Pick(step, 1, bytes.Count);
            switch (Gens.Pick(step, 2, 5))
            {
                case 0: bytes[at] = (byte)Gens.Pick(step, 3, 256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"\"\\{}[],:0e-.T\u001f"[Gens.Pick(step, 3, 14)]); break;
                case 3: bytes[at] ^= (byte)(1 << Gens.Pick(step, 3, 8)); break;
                default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[Gens.Pick(step, 3, Pieces.Length)])); break;
            }
        }

        return [.. bytes];
    }

    private static void Agree(byte[] payload)
    {
        var reason = WireReader.Read(payload, Pool, out var wire);
        var expected = SlowReader.Read(payload, out var slow);
        Assert.Equal(expected, reason);
        if (reason == UnusableReason.None) Assert.Equal(WireText.Of(slow), WireText.Of(wire));
    }
}
