using System.Collections.Concurrent;

namespace PatientFlow.Tests.Fakes;

/// <summary>What test grains tell their test, and what they wait for it to open.</summary>
internal sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _log = new();

    public IReadOnlyList<string> Log => [.. _log];

    public void Note(string what) => _log.Enqueue(what);

    /// <summary>Completes when the test, or a grain, opens the gate.</summary>
    public Task Gate(string name) => Source(name).Task;

    public void Open(string name) => Source(name).TrySetResult();

    /// <summary>Lets everything go that still waits, when the test is over.</summary>
    public void OpenAll()
    {
        foreach (var gate in _gates.Values) gate.TrySetResult();
    }

    private TaskCompletionSource Source(string name) => _gates.GetOrAdd(name, static _ => new TaskCompletionSource());
}
