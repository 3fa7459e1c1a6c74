using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>Why a step of an export run failed.</summary>
/// <param name="Thrown">What is thrown on to whoever waits for the run.</param>
/// <param name="Reason">The same for people. Names no patient.</param>
internal sealed record RunFault(Exception Thrown, string Reason)
{
    /// <summary>Its kind, in a word.</summary>
    public string Kind => FaultReason.Cause(Thrown).GetType().Name;

    /// <summary>The partition whose slice fits no table and never will, so that it must make another.</summary>
    public int? Misfit => (Thrown as SliceMisfitException)?.Partition;
}
