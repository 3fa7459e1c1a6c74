namespace PatientFlow.Tests.Quarantine;

/// <summary>Runs <c>quarantine</c> in this process: the same code, without the start of a program.</summary>
internal static class QuarantineProgram
{
    public static async Task<Finished> RunAsync(params IReadOnlyList<string> arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        try
        {
            var code = await Tools.Quarantine.QuarantineCommand.Create().Parse(arguments).InvokeAsync(
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

    /// <summary>Runs it; anything but exit 0 fails the test.</summary>
    public static async Task<Finished> DoneAsync(params IReadOnlyList<string> arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"quarantine: {run}");
        return run;
    }
}
