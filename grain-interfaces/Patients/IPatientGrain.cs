using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Patients;

/// <summary>
/// One patient. The key is the patient id; events that name no patient go to a key of their own
/// (<see cref="PatientKey"/>), so that they are de-duplicated like all others.
/// </summary>
[Alias("patient")]
public interface IPatientGrain : IGrainWithStringKey
{
    /// <summary>Applies events in log order.</summary>
    /// <exception cref="OutOfStepException">Events that the sender sent before are not in this patient's state.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task<PatientOutcome> ApplyAsync(PatientBatch batch);

    /// <summary>Completes when all that was applied is durable.</summary>
    /// <exception cref="OutOfStepException">Events that the sender sent before are not in this patient's state.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(PatientFlush flush);

    /// <summary>What is known of the patient now; null where nothing is.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<PatientSnapshot?> GetAsync();
}
