using System.Text;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// The part of a fault that may be logged: types and stack traces of it and its causes, and messages of ours.
/// </summary>
internal sealed class RedactedFault(Exception fault) : Exception(Words(fault))
{
    /// <inheritdoc />
    public override string? StackTrace => fault.StackTrace;

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            text.Append(cause == fault ? "" : " ---> ").Append(Words(cause)).AppendLine().Append(cause.StackTrace);
        return text.ToString();
    }

    private static string Words(Exception fault)
    {
        var type = fault.GetType();
        return type.Namespace?.StartsWith(nameof(PatientFlow), StringComparison.Ordinal) == true
            ? $"{type.FullName}: {fault.Message}"
            : type.FullName ?? type.Name;
    }
}
