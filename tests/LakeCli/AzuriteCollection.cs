namespace PatientFlow.Tests;

/// <summary>The tests that share one emulator.</summary>
[CollectionDefinition(nameof(AzuriteCollection))]
public sealed class AzuriteCollection : ICollectionFixture<Azurite>;
