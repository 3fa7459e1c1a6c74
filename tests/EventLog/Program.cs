using Xunit.Runner.InProc.SystemConsole;

namespace PatientFlow.EventLog.Tests;

/// <summary>Runs the tests, or is the process that a test kills.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args is [AppendingProcess.Argument, var folder]
            ? await AppendingProcess.RunAsync(folder)
            : await ConsoleRunner.Run(args);
}
