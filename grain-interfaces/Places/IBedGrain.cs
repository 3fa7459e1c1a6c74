using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>One bed; the key is its id such as <c>H3-ICU-7</c>.</summary>
[Alias("bed")]
public interface IBedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Applies claims. Repeated and reordered claims converge on the highest sequence number of each patient.
    /// </summary>
    /// <exception cref="OutOfStepException">This bed's state lacks what the sender told it before.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task ApplyAsync(CensusBatch batch);

    /// <summary>Completes when everything applied so far is durable.</summary>
    /// <exception cref="OutOfStepException">This bed's state lacks what the sender told it before.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(CensusFlush flush);

    /// <summary>Returns the bed; null if the network has no such bed.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<BedView?> GetAsync();
}
