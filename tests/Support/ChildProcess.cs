using System.Diagnostics;
using System.Reflection;

namespace PatientFlow.Tests.Support;

/// <summary>A program that ran to its end, and what it said.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of its output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Both streams, for a failure's message.</summary>
    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";
}

/// <summary>Starts programs as children of the test. Each ends with its test at the latest.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts a program with its streams redirected. A variable without a value is taken from it.</summary>
    public static Process Start(
        string program, IEnumerable<string> arguments, string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["DOTNET_TieredPGO"] = "0"; // Children live for seconds: profiles never pay off.
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value.Length == 0 ? null : value;
        return Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    /// <summary>Starts the program of the tests once more, to be killed or to come in between.</summary>
    public static Process StartSelf(params IEnumerable<string> arguments) =>
        Start("dotnet", [Assembly.GetEntryAssembly()!.Location, .. arguments]);

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Finished> RunAsync(string program, IEnumerable<string> arguments, string? folder = null)
    {
        using var process = Start(program, arguments, folder);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    /// <summary>Waits for a program's end; one that takes minutes is killed and fails the test.</summary>
    public static async Task<Finished> FinishAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Finished(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} hangs.");
        }
    }
}
