namespace PatientFlow.Places;

/// <summary>
/// Who is in a place. For each patient the change with the highest sequence number counts, so repeated and reordered
/// changes converge (I-05). It counts patients, never events. Owned by: one grain.
/// </summary>
public sealed class CensusFold
{
    private readonly int leftMax;
    private readonly Dictionary<string, CensusChange> present = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CensusChange> left = new(StringComparer.Ordinal);
    private readonly Queue<CensusChange> leftOrder = new();

    /// <summary>Starts from a stored state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="leftMax">Number of departed patients whose sequence number is remembered.</param>
    public CensusFold(CensusState state, int leftMax)
    {
        this.leftMax = leftMax;
        foreach (var change in state.Present) present[change.PatientId] = change;
        foreach (var change in state.Left) RememberLeft(change);
    }

    /// <summary>Everybody who is in the place, in no particular order.</summary>
    public IReadOnlyCollection<CensusChange> Present => present.Values;

    /// <summary>Applies one change; returns false if it brought nothing new.</summary>
    public bool Apply(CensusChange change)
    {
        var known = present.GetValueOrDefault(change.PatientId) ?? left.GetValueOrDefault(change.PatientId);
        if (known is not null && (change.Sequence < known.Sequence || change == known)) return false;
        if (change.Present)
        {
            present[change.PatientId] = change;
            left.Remove(change.PatientId);
        }
        else
        {
            present.Remove(change.PatientId);
            RememberLeft(change);
        }

        return true;
    }

    /// <summary>Writes the state to store, in a fixed order so that equal states are equal bytes.</summary>
    public void Save(CensusState state)
    {
        state.Present = [.. present.Values.OrderBy(c => c.PatientId, StringComparer.Ordinal)];
        state.Left = [.. leftOrder.Where(c => left.TryGetValue(c.PatientId, out var last) && last == c)];
    }

    private void RememberLeft(CensusChange change)
    {
        left[change.PatientId] = change;
        leftOrder.Enqueue(change);
        while (leftOrder.Count > leftMax)
        {
            var oldest = leftOrder.Dequeue();
            if (left.TryGetValue(oldest.PatientId, out var last) && last == oldest) left.Remove(oldest.PatientId);
        }
    }
}
