using System.ComponentModel;
using System.Diagnostics;

namespace PatientFlow.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>What it said and its exit code; null where there is no such program.</summary>
    public static (int Code, string Output, string Errors)? Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        };
        try
        {
            using var process = Process.Start(start)
                ?? throw new InvalidOperationException($"{program} does not start.");
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
