using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>One bed; the key is its id such as <c>H3-ICU-7</c>.</summary>
[Alias("bed")]
public interface IBedGrain : IGrainWithStringKey
{
    /// <summary>Takes claims; repeats and reorderings converge on the highest sequence number of each patient.</summary>
    /// <exception cref="OutOfStepException">What the sender told this place before is not in its state.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task ApplyAsync(CensusBatch batch);

    /// <summary>Completes when all that was applied is durable.</summary>
    /// <exception cref="OutOfStepException">What the sender told this place before is not in its state.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(CensusFlush flush);

    /// <summary>The bed now; null where the network has no such bed.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<BedView?> GetAsync();
}
