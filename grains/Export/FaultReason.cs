namespace PatientFlow.Export;

/// <summary>
/// Describes a fault to an operator by its type, and by its message only if that cannot name a patient.
/// </summary>
internal static class FaultReason
{
    /// <summary>Maximum length in characters; a store may answer with a whole page.</summary>
    public const int LengthMax = 300;

    /// <summary>
    /// Returns the original fault: Orleans wraps what a store throws in a message that names the grain.
    /// </summary>
    public static Exception Cause(Exception fault)
    {
        while (fault is OrleansException && fault.InnerException is { } inner) fault = inner;
        return fault;
    }

    /// <summary>Returns type and message on one line.</summary>
    /// <param name="fault">The fault. Its own message is not used.</param>
    /// <param name="words">What may be said beyond the type; null for nothing.</param>
    public static string Of(Exception fault, string? words)
    {
        var kind = Cause(fault).GetType().Name;
        var text = words is null ? kind : $"{kind}: {words}";
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LengthMax ? line : string.Concat(line.AsSpan(0, LengthMax - 1), "…");
    }
}
