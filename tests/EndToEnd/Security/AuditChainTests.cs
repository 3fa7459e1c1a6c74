using System.Text;
using PatientFlow.Silo.Audit;

namespace PatientFlow.Tests.Security;

/// <summary>The audit trail as a chain: what was done to it afterwards is found.</summary>
public sealed class AuditChainTests
{
    private const int Records = 20;

    [Fact]
    public async Task What_was_written_over_two_starts_is_whole()
    {
        using var folder = new TestFolder();
        Write(folder["audit"], Records);
        Write(folder["audit"], Records);

        var check = await CheckAsync(Path.Combine(folder["audit"], AuditTrail.FileName));
        Assert.Null(check.Fault);
        Assert.Equal(2 * Records, check.Chained);
    }

    [Fact]
    public async Task Each_change_of_a_byte_is_found()
    {
        using var folder = new TestFolder();
        var path = Write(folder["audit"], 3);
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        for (var i = 0; i < whole.Length - 1; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 1;
            Assert.True(Check(changed).Fault is not null, $"the change of byte {i} was not found");
        }
    }

    [Fact]
    public void A_line_that_is_missing_doubled_or_elsewhere_is_found()
    {
        using var folder = new TestFolder();
        var lines = File.ReadAllLines(Write(folder["audit"], Records));
        for (var i = 0; i < Records - 1; i++)
        {
            Assert.NotNull(Check([.. lines[..i], .. lines[(i + 1)..]]).Fault);
            Assert.NotNull(Check([.. lines[..i], lines[i], .. lines[i..]]).Fault);
            Assert.NotNull(Check([.. lines[..i], lines[i + 1], lines[i], .. lines[(i + 2)..]]).Fault);
        }
    }

    [Fact]
    public async Task A_record_that_a_kill_cut_off_is_dropped_and_the_chain_goes_on()
    {
        using var folder = new TestFolder();
        var path = Write(folder["audit"], 3);
        await File.AppendAllTextAsync(path, """{"sequence":3,"at":"2026""", TestContext.Current.CancellationToken);
        Write(folder["audit"], 2);

        var check = await CheckAsync(path);
        Assert.Null(check.Fault);
        Assert.Equal(5, check.Chained);
    }

    [Fact]
    public async Task Lines_of_a_version_without_a_chain_are_vouched_for_from_then_on()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["audit"]);
        var path = Path.Combine(folder["audit"], AuditTrail.FileName);
        await File.WriteAllTextAsync(path, "{\"at\":\"x\",\"path\":\"/api/patients/p\"}\n{\"at\":\"y\"}\n", TestContext.Current.CancellationToken);
        Write(folder["audit"], 2);

        var check = await CheckAsync(path);
        Assert.Equal((null, 2L, 2L), (check.Fault, check.Unchained, check.Chained));
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.NotNull(Check(Encoding.UTF8.GetBytes(text.Replace("\"y\"", "\"z\"", StringComparison.Ordinal))).Fault);
    }

    [Fact]
    public void A_trail_whose_last_record_was_changed_is_not_gone_on_with()
    {
        using var folder = new TestFolder();
        var path = Write(folder["audit"], 3);
        File.WriteAllText(path, File.ReadAllText(path).Replace("/api/patients/2", "/api/patients/9", StringComparison.Ordinal));

        var fault = Assert.Throws<InvalidDataException>(() => Write(folder["audit"], 1));
        Assert.Contains("audit verify", fault.Message, StringComparison.Ordinal);
    }

    private static string Write(string folder, int count)
    {
        using var trail = new AuditTrail(folder, new FakeTimeProvider());
        for (var i = 0; i < count; i++)
            trail.Record(new AuditRecord("nurse", null, "127.0.0.1", "GET", $"/api/patients/{i}", null, 200));
        return Path.Combine(folder, AuditTrail.FileName);
    }

    private static async Task<AuditCheck> CheckAsync(string path) =>
        Check(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));

    private static AuditCheck Check(IEnumerable<string> lines) => Check(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    private static AuditCheck Check(byte[] bytes)
    {
        var check = new AuditCheck();
        var from = 0;
        while (from < bytes.Length)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', from);
            check.Take(bytes.AsSpan(from, (end < 0 ? bytes.Length : end) - from), end >= 0);
            from = end < 0 ? bytes.Length : end + 1;
        }

        return check;
    }
}
