using System.Diagnostics;

namespace PatientFlow.Tests;

/// <summary>The silo's program as its users run it: another process, by its command line.</summary>
internal static class SiloProgram
{
    // The key that every copy of the emulator has; no secret.
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Starts a command; its streams are redirected.</summary>
    public static Process Start(params IReadOnlyList<string> arguments) => Start(arguments, lakeRoot: null);

    /// <summary>Starts a command with a lake's root in its environment.</summary>
    public static Process Start(IReadOnlyList<string> arguments, string? lakeRoot)
    {
        var info = new ProcessStartInfo(
            "dotnet", Programs.Line(arguments))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        info.Environment["AZURE_STORAGE_KEY"] = EmulatorKey;
        if (lakeRoot is null) info.Environment.Remove("Lake__Root");
        else info.Environment["Lake__Root"] = lakeRoot;
        var process = Process.Start(info) ?? throw new InvalidOperationException("dotnet does not start.");
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Finished> RunAsync(params IReadOnlyList<string> arguments)
    {
        using var process = Start(arguments);
        return await FinishAsync(process);
    }

    /// <summary>Waits for the end; a run that takes minutes is killed and fails the test.</summary>
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
            throw new TimeoutException($"{string.Join(' ', process.StartInfo.ArgumentList)} hangs.");
        }
    }

    /// <summary>Runs a <c>lake</c> subcommand in this process: the same code, without the start of a program.</summary>
    public static async Task<Finished> LakeAsync(params IReadOnlyList<string> arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        try
        {
            var code = await Tools.Lake.LakeCommand.Create().Parse(arguments).InvokeAsync(
                new System.CommandLine.InvocationConfiguration
                {
                    Output = output, Error = errors, EnableDefaultExceptionHandler = false,
                });
            return new Finished(code, output.ToString(), errors.ToString());
        }
        catch (CommandLine.CommandException failure)
        {
            return new Finished(2, output.ToString(), failure.Message);
        }
    }
}
