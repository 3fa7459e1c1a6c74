using Xunit.Runner.InProc.SystemConsole;

namespace PatientFlow.State.Tests;

/// <summary>Runs the tests, or is the process that a test kills.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [WritingProcess.Argument, var folder]
            ? await WritingProcess.RunAsync(folder)
            : await ConsoleRunner.Run(args);
}
