using Orleans;

namespace PatientFlow.Bench;

public sealed class MeterGrain : Grain, IMeterGrain
{
    private long _sum;

    public Task<long> AddAsync(long amount) => Task.FromResult(_sum += amount);

    public async Task<long> AddAndYieldAsync(long amount)
    {
        await Task.Yield();
        return _sum += amount;
    }

    public async Task<long> AddToOtherAsync(IMeterGrain other, long amount)
    {
        _sum += amount;
        return await other.AddAsync(amount);
    }
}
