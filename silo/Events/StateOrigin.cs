using PatientFlow.State;

namespace PatientFlow.Silo.Events;

/// <summary>Why grain state may have to be rebuilt from the log.</summary>
/// <param name="Reason">One of a few words, for the API.</param>
/// <param name="Words">The same as a sentence.</param>
internal sealed record StateOrigin(string Reason, string Words)
{
    /// <summary>State in a store that all silos share.</summary>
    public static StateOrigin Shared { get; } = new("older", "The grain state is older than the lake.");

    public static StateOrigin Of(GrainStore store) => store.Origin switch
    {
        StoreOrigin.EarlierVersion => new("earlier_version", "An earlier version kept the grain state in another form; it was set aside (state/earlier)."),
        StoreOrigin.Damaged => new("damaged", "The grain state was damaged; it was set aside (state/damaged)."),
        StoreOrigin.New => new("lost", "There was no grain state in the data folder."),
        _ => Shared,
    };
}
