namespace PatientFlow.Silo.Clustering;

/// <summary>
/// Ends the process where the silo must not go on: the others have given it up, or another one feeds its lake. It has
/// nothing to save, since others own its grains by now, and nobody would answer it: a stop in good order asks grains of
/// silos that listen to it no more, and waits for each in vain.
/// </summary>
/// <remarks>
/// Instead of Orleans' own, which writes the whole fault, and with it ids of patients, and ends with an abort after two
/// seconds, but not at all once a stop has begun.
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
