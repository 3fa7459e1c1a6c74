
namespace PatientFlow.Tests.Cluster;

/// <summary>What the silos of a test cluster keep members and grain state in.</summary>
internal interface IClusterStore : IAsyncDisposable
{
    /// <summary>What a silo is told of it.</summary>
    IReadOnlyDictionary<string, string> Settings(string silo);

    /// <summary>Lets a client find the silos.</summary>
    void Find(IClientBuilder client);
}
