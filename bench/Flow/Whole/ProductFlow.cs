using System.Globalization;
using System.Text.RegularExpressions;

namespace PatientFlow.Flow.Bench;

/// <summary>The product as its user runs it: its demo in a process, over a file, into an empty folder.</summary>
internal static partial class ProductFlow
{
    /// <summary>Runs it once and deletes the folder; returns the time, and the rows of each table.</summary>
    public static async Task<(FlowTime Time, IReadOnlyDictionary<string, long> Rows)> RunAsync(
        string file, int events, string folder, CancellationToken cancellationToken)
    {
        var child = await Child.RunAsync(
            Checkout.Silo, ["demo", "--input", file, "--data", folder, "--quiet"], cancellationToken);
        var match = Told().Match(child.Output);
        if (!match.Success || Number(match.Groups["events"]) != events)
            throw new MeasurementException($"The demo did not tell of {events:N0} events: {child.Output}");
        var rows = await LakeRows.ReadAsync(Path.Combine(folder, "lake"), cancellationToken);
        Directory.Delete(folder, recursive: true);
        return (new FlowTime(Number(match.Groups["rate"]), child.Elapsed, child.Processor, child.ResidentMax), rows);
    }

    private static double Number(Group digits) => double.Parse(digits.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    // Such as "300,000 events in 10.7 s (28,037/s), ...".
    [GeneratedRegex(@"^(?<events>[\d,]+) events in [\d.]+ s \((?<rate>[\d,]+)/s\)")]
    private static partial Regex Told();
}
