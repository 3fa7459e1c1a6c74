using System.Collections.Immutable;
using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Patients;

/// <summary>
/// One patient. The key is the patient id; an event that names no patient has a key of its own (<see
/// cref="PatientKey"/>), so that it is de-duplicated like all others.
/// </summary>
[Alias("patient")]
public interface IPatientGrain : IGrainWithStringKey
{
    /// <summary>Applies events in log order.</summary>
    /// <exception cref="OutOfStepException">This patient's state lacks events that the sender sent before.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task<PatientOutcome> ApplyAsync(PatientBatch batch);

    /// <summary>Completes when everything applied so far is durable.</summary>
    /// <exception cref="OutOfStepException">This patient's state lacks events that the sender sent before.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(PatientFlush flush);

    /// <summary>Returns what is known of the patient; null if nothing is.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<PatientSnapshot?> GetAsync();

    /// <summary>Returns for each event key whether an event with it would change nothing, because it is known.</summary>
    [AlwaysInterleave, Alias("knows")]
    Task<ImmutableArray<bool>> KnowsAsync(ImmutableArray<Guid> keys);
}
