namespace PatientFlow.Simulator.Cli;

/// <summary>Exit codes of the process.</summary>
internal static class ExitCode
{
    /// <summary>All events were sent, or the run was stopped from outside.</summary>
    public const int Ok = 0;

    /// <summary>Events could not be sent.</summary>
    public const int Failed = 1;

    /// <summary>The command line asks for something that cannot be done.</summary>
    public const int Usage = 2;
}
