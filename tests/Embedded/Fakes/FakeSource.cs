using Orleans.Embedded;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace PatientFlow.Tests.Fakes;

/// <summary>A source of numbered texts that a test writes to.</summary>
internal sealed class FakeSource(params string[] keys) : IStreamSource<string>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<string>> _texts = keys.ToDictionary(key => key, _ => new List<string>());
    private readonly List<string> _reads = [];
    private TaskCompletionSource _more = new();

    public string Namespace => "texts";

    public IReadOnlyList<string> Keys => keys;

    /// <summary>The reads that were begun: key, place and limit.</summary>
    public IReadOnlyList<string> Reads
    {
        get
        {
            lock (_lock) return [.. _reads];
        }
    }

    /// <summary>Reads that fail before one succeeds.</summary>
    public int Failures { get; set; }

    public void Write(string key, params string[] texts)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _texts[key].AddRange(texts);
            more = _more;
            _more = new TaskCompletionSource();
        }

        more.SetResult();
    }

    public async ValueTask<IReadOnlyList<SequentialItem<string>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
    {
        lock (_lock) _reads.Add($"{key} {fromSequence} {maxItems}");
        if (Failures-- > 0) throw new IOException("the log is away");
        while (true)
        {
            Task more;
            lock (_lock)
            {
                var texts = _texts[key];
                if (texts.Count > fromSequence)
                {
                    var count = (int)Math.Min(maxItems, texts.Count - fromSequence);
                    return Enumerable.Range((int)fromSequence, count)
                        .Select(i => new SequentialItem<string>(texts[i], new EventSequenceTokenV2(i)))
                        .ToList();
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellationToken);
        }
    }
}
