using Orleans;

namespace PatientFlow.Bench;

public interface IMeterGrain : IGrainWithStringKey
{
    Task<long> AddAsync(long amount);

    Task<long> AddAndYieldAsync(long amount);

    Task<long> AddToOtherAsync(IMeterGrain other, long amount);
}
