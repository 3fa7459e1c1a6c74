using Microsoft.Extensions.Logging;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Tests.Cluster;

/// <summary>What a fault says of a patient reaches no log.</summary>
public sealed class RedactedLogsTests
{
    [Fact]
    public void Kind_place_and_our_own_words_are_logged_and_those_that_may_name_a_grain_are_not()
    {
        using var lines = new LogLines();
        using var inner = LoggerFactory.Create(b => b.AddProvider(lines));
        using var logs = new RedactedLogs(inner);
        try
        {
            Fail();
        }
        catch (InvalidOperationException fault)
        {
            logs.CreateLogger("x").LogFault(fault);
        }

        var line = Assert.Single(lines.All);
        Assert.DoesNotContain("p-1", line, StringComparison.Ordinal);
        Assert.Contains("Partition 3 failed", line, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException", line, StringComparison.Ordinal);
        Assert.Contains("System.TimeoutException", line, StringComparison.Ordinal);
        Assert.Contains(nameof(Fail), line, StringComparison.Ordinal);
    }

    private static void Fail() => throw new InvalidOperationException(
        "Activation of patient/p-1 failed", new TimeoutException("no answer from patient/p-1"));
}

internal static partial class RedactedLogsTestsLog
{
    [LoggerMessage(1, LogLevel.Warning, "Partition 3 failed")]
    public static partial void LogFault(this ILogger logger, Exception fault);
}
