using System.Collections.Immutable;
using Orleans.Concurrency;

namespace PatientFlow.Departments;

/// <summary>One department of one hospital; the key is such as <c>H3-ICU</c>.</summary>
[Alias("department")]
public interface IDepartmentGrain : IGrainWithStringKey
{
    /// <summary>Takes changes; repeats and reorderings converge on the highest sequence number of each patient.</summary>
    [Alias("apply")]
    Task ApplyAsync(ImmutableArray<CensusChange> changes);

    /// <summary>Completes when all that was applied is durable.</summary>
    [Alias("flush")]
    Task FlushAsync();

    /// <summary>The census now; null where the network has no such department.</summary>
    [AlwaysInterleave, Alias("get")]
    Task<DepartmentCensus?> GetAsync();
}
