namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>Makes the state of a grain that has no record yet.</summary>
internal static class NewState<T>
{
    internal static T Create() => typeof(T).IsValueType || typeof(T).GetConstructor([]) is not null
        ? Activator.CreateInstance<T>()
        : throw new InvalidOperationException($"The state type {typeof(T)} needs a public parameterless constructor.");

    /// <summary>Makes the state one that has no record.</summary>
    internal static void Reset(IGrainState<T> grainState, string? etag)
    {
        grainState.State = Create();
        grainState.ETag = etag;
        grainState.RecordExists = false;
    }
}
