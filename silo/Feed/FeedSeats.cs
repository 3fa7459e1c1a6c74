namespace PatientFlow.Silo.Feed;

/// <summary>How many feeds may be open: each holds a connection. Thread-safe.</summary>
/// <param name="seatsOfOne">At most so many of one caller, so that one takes them all from nobody.</param>
internal sealed class FeedSeats(int seatsOfOne)
{
    /// <summary>Feeds of one silo at most.</summary>
    public const int SeatsMax = 2_000;

    /// <summary>Feeds of one caller at most, where callers are told apart: screens of one hospital may share an account.</summary>
    public const int SeatsOfOne = 200;

    private readonly Lock turn = new();
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    private int all;

    /// <summary>Takes a seat; false if there is none.</summary>
    public bool TryTake(string subject)
    {
        lock (turn)
        {
            var own = taken.GetValueOrDefault(subject);
            if (all >= SeatsMax || own >= seatsOfOne) return false;
            taken[subject] = own + 1;
            all++;
            return true;
        }
    }

    /// <summary>Gives it back.</summary>
    public void Leave(string subject)
    {
        lock (turn)
        {
            all--;
            if (--taken[subject] == 0) taken.Remove(subject);
        }
    }
}
