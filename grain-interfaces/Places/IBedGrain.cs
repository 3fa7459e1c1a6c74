using Orleans.Concurrency;

namespace PatientFlow.Places;

/// <summary>One bed; the key is its id such as <c>H3-ICU-7</c>.</summary>
[Alias("bed")]
public interface IBedGrain : IGrainWithStringKey
{
    /// <summary>Does nothing. Silos of earlier versions call it while a cluster is upgraded.</summary>
    [Alias("apply")]
    Task ApplyAsync(CensusBatch batch);

    /// <summary>Does nothing. Silos of earlier versions call it while a cluster is upgraded.</summary>
    [Alias("flush")]
    Task FlushAsync(CensusFlush flush);

    /// <summary>Returns the bed; null if the network has no such bed.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<BedView?> GetAsync();
}
