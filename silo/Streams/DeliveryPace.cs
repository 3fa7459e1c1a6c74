namespace PatientFlow.Silo.Streams;

/// <summary>How many events a grain can apply in the time of a delivery, going by the last one. Owned by: a queue's turn.</summary>
internal sealed class DeliveryPace(TimeSpan aim, TimeProvider time)
{
    private int most = int.MaxValue;
    private int under;
    private long began;

    /// <summary>A delivery of so many events begins.</summary>
    public void Began(int events) => (under, began) = (events, time.GetTimestamp());

    /// <summary>The last delivery is over, where one was under way.</summary>
    /// <returns>How many events the next one may have, one at least.</returns>
    public int Ended()
    {
        if (under == 0) return most;
        var took = time.GetElapsedTime(began);
        most = took <= TimeSpan.Zero ? int.MaxValue : (int)Math.Clamp(under * (aim / took), 1, int.MaxValue);
        under = 0;
        return most;
    }
}
