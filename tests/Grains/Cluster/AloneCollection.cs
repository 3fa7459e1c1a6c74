namespace PatientFlow.Tests.Cluster;

/// <summary>
/// Tests that have this process to themselves: each is several silos under load with a real lake. Beside others they would
/// take each other's processors until calls are given up, and would test that.
/// </summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
