namespace PatientFlow.State;

/// <summary>What a store contained when it was opened.</summary>
public enum StoreOrigin
{
    /// <summary>It continues with its previous contents.</summary>
    Kept,

    /// <summary>There was none: this is a first start, or the store was lost.</summary>
    New,

    /// <summary>
    /// There was one of an earlier version that cannot be read. It was set aside; the store is empty.
    /// </summary>
    EarlierVersion,

    /// <summary>The previous one is damaged. It was set aside; the store is empty.</summary>
    Damaged,
}
