namespace PatientFlow.Export;

/// <summary>How a fault is told to an operator: by its kind, and by words only where these cannot name a patient.</summary>
internal static class FaultReason
{
    /// <summary>Characters that are kept; what a store answers may be a page.</summary>
    public const int LengthMax = 300;

    /// <summary>What was thrown first: Orleans wraps what a store throws, in words that name the grain.</summary>
    public static Exception Cause(Exception fault)
    {
        while (fault is OrleansException && fault.InnerException is { } inner) fault = inner;
        return fault;
    }

    /// <summary>Kind and words, on one line.</summary>
    /// <param name="fault">What was thrown. Its own message is not used.</param>
    /// <param name="words">What may be said of it beyond its kind; null for nothing.</param>
    public static string Of(Exception fault, string? words)
    {
        var kind = Cause(fault).GetType().Name;
        var text = words is null ? kind : $"{kind}: {words}";
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= LengthMax ? line : string.Concat(line.AsSpan(0, LengthMax - 1), "…");
    }
}
