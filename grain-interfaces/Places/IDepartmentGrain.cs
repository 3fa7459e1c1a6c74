using System.Collections.Immutable;
using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>One department of one hospital; the key is, for example, <c>H3-ICU</c>.</summary>
[Alias("department")]
public interface IDepartmentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Applies changes. Repeated and reordered changes converge on the highest sequence number of each patient.
    /// </summary>
    /// <exception cref="OutOfStepException">This department's state lacks what the sender told it before.</exception>
    [Alias("apply"), ResponseTimeout(CallTimeouts.State)]
    Task ApplyAsync(CensusBatch batch);

    /// <summary>Completes when everything applied so far is durable.</summary>
    /// <exception cref="OutOfStepException">This department's state lacks what the sender told it before.</exception>
    [Alias("flush"), ResponseTimeout(CallTimeouts.State)]
    Task FlushAsync(CensusFlush flush);

    /// <summary>Returns the census; null if the network has no such department.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<DepartmentCensus?> GetAsync();

    /// <summary>Returns one of its beds; null if the network has no such bed in this department.</summary>
    /// <param name="bedId">Bed id such as <c>H3-ICU-7</c>.</param>
    [AlwaysInterleave, Alias("get-bed")]
    Task<BedView?> GetBedAsync(string bedId);

    /// <summary>Returns all its beds in the order of their numbers; none if the network has no such department.</summary>
    [AlwaysInterleave, Alias("get-beds")]
    Task<ImmutableArray<BedView>> GetBedsAsync();

    /// <summary>
    /// Tells a watcher of each change, for <see cref="CallTimeouts.WatchSeconds"/> from now or from its next call. Returns
    /// how the department is now; null if the network has none such.
    /// </summary>
    [AlwaysInterleave, Alias("watch")]
    Task<DepartmentSight?> WatchAsync(IDepartmentWatcher watcher);
}
