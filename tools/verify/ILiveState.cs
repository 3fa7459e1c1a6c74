using PatientFlow.Patients;

namespace PatientFlow.Tools.Verify;

/// <summary>Live state, wherever it is read from.</summary>
internal interface ILiveState
{
    /// <summary>Returns a patient as of an offset of a partition; null if nothing is known.</summary>
    Task<PatientSnapshot?> PatientAsync(string patient, int partition, long offset);

    /// <summary>Returns the ids of the patients in a department.</summary>
    Task<IEnumerable<string>> DepartmentAsync(string key);

    /// <summary>Returns the ids of the patients who claim a bed.</summary>
    Task<IEnumerable<string>> BedAsync(string bed);
}
