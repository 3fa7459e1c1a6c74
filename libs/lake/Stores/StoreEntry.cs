namespace PatientFlow.Lake.Stores;

/// <summary>A file in a store.</summary>
/// <param name="Path">Relative to the root of the store, '/' between segments.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Modified">When it was last written, by the clock of the store.</param>
public readonly record struct StoreEntry(string Path, long SizeBytes, DateTimeOffset Modified);
