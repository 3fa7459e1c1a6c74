namespace PatientFlow.Tests.Cluster;

/// <summary>Tests that have this machine to themselves: each is several silos, and counts seconds. They share one server.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<PostgresServer>;
