namespace PatientFlow.State;

/// <summary>What a store was found to be when it was opened.</summary>
public enum StoreOrigin
{
    /// <summary>It goes on from what it held.</summary>
    Kept,

    /// <summary>There was none: a first start, or it was lost.</summary>
    New,

    /// <summary>There was one of an earlier version, which this one does not read. It was set aside; the store is empty.</summary>
    EarlierVersion,

    /// <summary>What there was is damaged. It was set aside; the store is empty.</summary>
    Damaged,
}
