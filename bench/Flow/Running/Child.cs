using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PatientFlow.Flow.Bench;

/// <summary>What a program of the product did, seen from outside.</summary>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Elapsed">From its start to its end.</param>
/// <param name="Processor">Processor time of all cores, as last seen before it ended.</param>
/// <param name="ResidentMax">Most memory that it had in use, bytes; 0 where the system does not tell.</param>
internal sealed record Child(string Output, TimeSpan Elapsed, TimeSpan Processor, long ResidentMax)
{
    // Short against a run of seconds, so that little of its processor time is missed.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="MeasurementException">It failed; the message has what it said.</exception>
    public static async Task<Child> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var errors = new StringBuilder();
        var clock = Stopwatch.StartNew();
        using var process = Start(program, arguments);
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var end = process.WaitForExitAsync(cancellationToken);
            var (processor, resident) = (TimeSpan.Zero, 0L);
            while (await Task.WhenAny(end, Task.Delay(Look, cancellationToken)) != end)
            {
                try
                {
                    process.Refresh();
                    (processor, resident) = (process.TotalProcessorTime, Math.Max(resident, process.PeakWorkingSet64));
                }
                catch (InvalidOperationException)
                {
                    // It ended just now; what was seen before stands.
                }
            }

            await end;
            if (process.ExitCode != 0)
                throw new MeasurementException(
                    $"{Path.GetFileName(program)} {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors}");
            return new Child(await output, clock.Elapsed, processor, resident);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts a program with its output to be read; the caller ends it.</summary>
    public static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(), // Where no configuration of another silo lies.
        };
        return Process.Start(start) ?? throw new MeasurementException("dotnet does not start.");
    }

    /// <summary>A whole number as the programs' options take it.</summary>
    public static string Number<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
