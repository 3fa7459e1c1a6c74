using System.Collections.Concurrent;

namespace PatientFlow.Patients;

/// <summary>
/// The patients that are active in this process, so that the partition that reads their events can give them those in a
/// turn of their own instead of a call (<see cref="Turns.LocalTurns"/>). Owned by: any thread.
/// </summary>
public sealed class LocalPatients
{
    private readonly ConcurrentDictionary<string, PatientGrain> active = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => active.Count;

    /// <summary>Returns a patient; null if it is not active here.</summary>
    internal PatientGrain? Find(string key) => active.GetValueOrDefault(key);

    /// <summary>Notes an activation.</summary>
    internal void Add(string key, PatientGrain patient) => active[key] = patient;

    /// <summary>Forgets an activation, unless another one has taken its place.</summary>
    internal void Remove(string key, PatientGrain patient) => active.TryRemove(KeyValuePair.Create(key, patient));
}
