using System.Collections;
using System.Collections.Immutable;

namespace PatientFlow.Lake.Delta;

/// <summary>The values of a dictionary with their count, without a copy.</summary>
internal sealed class ReadOnlyValues<T>(ImmutableDictionary<string, T> values) : IReadOnlyCollection<T>
{
    public int Count => values.Count;

    public IEnumerator<T> GetEnumerator() => values.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
