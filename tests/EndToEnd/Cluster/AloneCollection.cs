namespace PatientFlow.Tests.Cluster;

/// <summary>Tests that have this machine to themselves: they put a key into the environment, and they count seconds.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
