namespace Orleans.Embedded.Turns;

/// <summary>A first-in-first-out list of turns without storage of its own. Owned by: the turn.</summary>
internal struct TurnQueue
{
    private TurnItem? _first;
    private TurnItem? _last;

    internal readonly bool IsEmpty => _first is null;

    internal readonly TurnItem? First => _first;

    internal void Add(TurnItem item)
    {
        item.Next = null;
        if (_last is null) _first = item;
        else _last.Next = item;
        _last = item;
    }

    /// <summary>Removes an item whose predecessor the caller knows, null for the first.</summary>
    internal void Remove(TurnItem item, TurnItem? predecessor)
    {
        if (predecessor is null) _first = item.Next;
        else predecessor.Next = item.Next;
        if (_last == item) _last = predecessor;
        item.Next = null;
    }

    internal TurnItem? TakeFirst()
    {
        var first = _first;
        if (first is not null) Remove(first, predecessor: null);
        return first;
    }
}
