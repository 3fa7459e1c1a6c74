using Orleans;

namespace PatientFlow.Bench;

public interface IStoredGrain : IGrainWithStringKey
{
    Task WriteAsync(string text);
}
