namespace PatientFlow.Lake.Delta;

/// <summary>Kind of a file in a log.</summary>
internal enum LogFileKind
{
    /// <summary>A commit.</summary>
    Commit,

    /// <summary>A classic checkpoint, or a part of one.</summary>
    Checkpoint,

    /// <summary>A checkpoint with an id in its name: needs the feature v2Checkpoint.</summary>
    NamedCheckpoint,
}
