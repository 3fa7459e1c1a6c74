using System.Collections.Concurrent;

namespace PatientFlow.Tests.Cluster;

/// <summary>Counts the calls that grains get from grains, by the kind of grain and by whether they came from the same silo.</summary>
internal sealed class CallShare
{
    private const string Sender = "test.silo";

    private readonly ConcurrentDictionary<(string Kind, bool Here), int> calls = new();
    private readonly ConcurrentDictionary<(string Kind, string Caller), bool> callers = new();

    /// <summary>Counts on a silo too.</summary>
    public void On(ISiloBuilder silo)
    {
        silo.AddOutgoingGrainCallFilter(async context =>
        {
            if (context.SourceContext is { } source)
            {
                RequestContext.Set(Sender, $"{source.Address.SiloAddress}");
                callers[($"{context.TargetId.Type}", $"{source.GrainId} on {source.Address.SiloAddress}")] = true;
            }

            await context.Invoke();
        });
        silo.AddIncomingGrainCallFilter(async context =>
        {
            if (RequestContext.Get(Sender) is string sender)
                calls.AddOrUpdate(
                    ($"{context.TargetId.Type}", sender == $"{context.TargetContext.Address.SiloAddress}"), 1, (_, n) => n + 1);
            await context.Invoke();
        });
    }

    /// <summary>Forgets what was counted.</summary>
    public void Clear()
    {
        calls.Clear();
        callers.Clear();
    }

    /// <summary>Calls of these kinds that came from the same silo, and all of them.</summary>
    public (int Here, int All) Of(params string[] kinds)
    {
        var counted = calls.Where(c => kinds.Contains(c.Key.Kind)).ToList();
        return (counted.Where(c => c.Key.Here).Sum(c => c.Value), counted.Sum(c => c.Value));
    }

    /// <summary>Who called a kind of grain, and from which silo.</summary>
    public IReadOnlySet<string> CallersOf(string kind) =>
        callers.Keys.Where(c => c.Kind == kind).Select(c => c.Caller).ToHashSet(StringComparer.Ordinal);
}
