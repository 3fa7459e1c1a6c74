using System.Diagnostics;

namespace PatientFlow.EventLog.Tests;

/// <summary>This test program again, as a process of its own that appends.</summary>
internal static class ChildProcess
{
    public static Process Start(string folder)
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("the tests run from no file");
        var start = new ProcessStartInfo(self) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Under "dotnet test.dll" the program to start is the runtime, and its first argument the tests.
        if (Path.GetFileNameWithoutExtension(self) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(AppendingProcess.Argument);
        start.ArgumentList.Add(folder);
        return Process.Start(start) ?? throw new InvalidOperationException("the child did not start");
    }
}
