using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Places;

namespace PatientFlow.Tools.Verify;

/// <summary>Live state, wherever it is read from.</summary>
internal interface ILiveState
{
    /// <summary>Returns a patient as of an offset of a partition; null if nothing is known.</summary>
    Task<PatientSnapshot?> PatientAsync(string patient, int partition, long offset);

    /// <summary>Returns who is in a department, and in which bed.</summary>
    Task<IReadOnlyCollection<CensusChange>> PresentAsync(string department);

    /// <summary>Returns the beds of a department, in the order of their numbers.</summary>
    Task<IReadOnlyList<BedView>> BedsAsync(DepartmentUnit unit);
}
