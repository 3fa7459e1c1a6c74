using System.Diagnostics;

namespace PatientFlow.Tests;

/// <summary>The silo's program and the tools with the key of the emulator, which may hold their lake.</summary>
internal static class LakeProgram
{
    /// <summary>Starts a command, with a lake's root in its environment or with none.</summary>
    public static Process Start(IEnumerable<string> arguments, string lakeRoot = "")
    {
        var process = SiloProgram.Start(arguments, new Dictionary<string, string>
        {
            ["AZURE_STORAGE_KEY"] = EmulatedService.Key,
            ["Lake__Root"] = lakeRoot,
        });
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Finished> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        return await ChildProcess.FinishAsync(process);
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
