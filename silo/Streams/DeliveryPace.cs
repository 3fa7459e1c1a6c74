namespace PatientFlow.Silo.Streams;

/// <summary>
/// Estimates from the last delivery how many events a grain can apply in the time of one. Owned by: a queue's turn.
/// </summary>
internal sealed class DeliveryPace(TimeSpan aim, TimeProvider time)
{
    private int most = int.MaxValue;
    private int under;
    private long began;

    /// <summary>Notes the start of a delivery and its number of events.</summary>
    public void Began(int events) => (under, began) = (events, time.GetTimestamp());

    /// <summary>Notes the end of the current delivery, if there is one.</summary>
    /// <returns>The number of events that the next delivery may have, at least one.</returns>
    public int Ended()
    {
        if (under == 0) return most;
        var took = time.GetElapsedTime(began);
        most = took <= TimeSpan.Zero ? int.MaxValue : (int)Math.Clamp(under * (aim / took), 1, int.MaxValue);
        under = 0;
        return most;
    }
}
