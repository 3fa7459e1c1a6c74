namespace PatientFlow.Lakehouse.Fence;

/// <summary>
/// Tells a waiting silo whether it may take a lake: nobody holds it, its last holder released it or was an earlier run
/// of the same silo, or its holder has given no sign of life for a whole lease. A holder's clock is never read.
/// </summary>
public sealed class FenceWatch(string self, TimeSpan lease, TimeProvider time)
{
    private (long Epoch, long Beat)? seen;
    private long seenAt;

    /// <summary>Whether the lake may be taken in this state.</summary>
    public bool MayTake(FenceState? state)
    {
        if (state is null || state.Released || state.Holder == self) return true;
        if (seen != (state.Epoch, state.Beat))
        {
            seen = (state.Epoch, state.Beat);
            seenAt = time.GetTimestamp();
            return false;
        }

        return time.GetElapsedTime(seenAt) >= lease;
    }
}
