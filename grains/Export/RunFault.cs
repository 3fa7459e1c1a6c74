using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>Why a step of an export run failed.</summary>
/// <param name="Thrown">The exception to throw to whoever waits for the run.</param>
/// <param name="Reason">Description for people. It never names a patient.</param>
internal sealed record RunFault(Exception Thrown, string Reason)
{
    /// <summary>Type of the fault, in one word.</summary>
    public string Kind => FaultReason.Cause(Thrown).GetType().Name;

    /// <summary>
    /// The partition whose slice can never fit its table, so that it must prepare a new one; null if there is none.
    /// </summary>
    public int? Misfit => (Thrown as SliceMisfitException)?.Partition;
}
