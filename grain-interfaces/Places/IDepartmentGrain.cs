using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>One department of one hospital; the key is such as <c>H3-ICU</c>.</summary>
[Alias("department")]
public interface IDepartmentGrain : IGrainWithStringKey
{
    /// <summary>Takes changes; repeats and reorderings converge on the highest sequence number of each patient.</summary>
    /// <exception cref="OutOfStepException">What the sender told this place before is not in its state.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task ApplyAsync(CensusBatch batch);

    /// <summary>Completes when all that was applied is durable.</summary>
    /// <exception cref="OutOfStepException">What the sender told this place before is not in its state.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(CensusFlush flush);

    /// <summary>The census now; null where the network has no such department.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<DepartmentCensus?> GetAsync();
}
