namespace PatientFlow.Tests;

/// <summary>A run of the silo's program that has ended, and what it said.</summary>
internal sealed record Finished(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of its output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything, for a failure's message.</summary>
    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";
}
