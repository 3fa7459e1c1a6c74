namespace PatientFlow.Silo.Clustering;

/// <summary>
/// Ends the process when the silo must not go on, because the other silos gave it up or another one feeds its lake. It
/// has nothing to save: others own its grains by now. An orderly stop would only call grains of silos that no longer
/// listen to it, and wait for each in vain.
/// </summary>
/// <remarks>
/// This replaces Orleans' own handler, which writes the whole fault, including ids of patients, aborts after two
/// seconds, and does not end the process at all once a stop has begun.
/// </remarks>
internal sealed class SuddenEnd(TimeProvider time) : IFatalErrorHandler
{
    private const int ExitCode = 1;

    /// <inheritdoc />
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc />
    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        var fault = exception is null ? "" : $" ({exception.GetType().Name})";
        Console.Error.WriteLine($"This silo ends at once, and is to be started again: {context}{fault}");
        ProcessEnd.AtOnce(ExitCode, time);
    }
}
