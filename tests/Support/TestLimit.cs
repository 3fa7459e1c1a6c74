namespace PatientFlow.Tests.Support;

/// <summary>
/// How long a test may take. Tests wait for what they want to see, however slow the machine; only one that hangs is ended.
/// </summary>
internal static class TestLimit
{
    /// <summary>In milliseconds.</summary>
    public const int Hang = 600_000;
}
