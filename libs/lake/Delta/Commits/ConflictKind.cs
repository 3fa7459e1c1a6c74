namespace PatientFlow.Lake.Delta;

/// <summary>The rules by which a commit is refused. Source: Delta Lake documentation, "Concurrency control".</summary>
public enum ConflictKind
{
    /// <summary>The other writer changed the protocol.</summary>
    ProtocolChanged,

    /// <summary>The other writer changed schema, partitioning or properties.</summary>
    MetadataChanged,

    /// <summary>The other writer removed a file that this change has read.</summary>
    ConcurrentDeleteRead,

    /// <summary>The other writer removed a file that this change removes.</summary>
    ConcurrentDeleteDelete,

    /// <summary>The other writer added rows where this change has read.</summary>
    ConcurrentAppend,

    /// <summary>The other writer moved one of the same applications on, not all of them as far as this change.</summary>
    ConcurrentTransaction,

    /// <summary>Other writers were faster at every attempt.</summary>
    AttemptsExhausted,
}
