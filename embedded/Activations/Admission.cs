using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>Counts the calls that have begun and says which may begin beside them. Owned by: the turn.</summary>
internal struct Admission
{
    private int _running;
    private int _blocking;
    private int _blockingWriters;

    /// <summary>Whether no call has begun that has not ended.</summary>
    internal readonly bool IsQuiet => _running == 0;

    internal readonly bool MayBegin(CallSite site, bool reentrant) =>
        _blocking == 0 || reentrant || site.AlwaysInterleaves || (site.IsReadOnly && _blockingWriters == 0);

    internal void Begin(CallSite site) => Add(site, +1);

    internal void End(CallSite site) => Add(site, -1);

    private void Add(CallSite site, int one)
    {
        _running += one;
        if (site.AlwaysInterleaves) return;
        _blocking += one;
        if (!site.IsReadOnly) _blockingWriters += one;
    }
}
