namespace PatientFlow.Flow.Bench;

/// <summary>How much is measured, how often, and where its files go.</summary>
internal sealed record BenchRun
{
    /// <summary>Repetitions where nobody says: enough for a median that one disturbance does not move.</summary>
    public const int UsualRepetitions = 5;

    /// <summary>Events of a run that only shows that all of it works.</summary>
    public const int QuickEvents = 2_000;

    public required int Events { get; init; }

    public required ulong Seed { get; init; }

    public required int Repetitions { get; init; }

    /// <summary>Whether sizes that take long are wanted too.</summary>
    public required bool IsFull { get; init; }

    /// <summary>Whether it only shows that all of it works.</summary>
    public required bool IsQuick { get; init; }

    /// <summary>A folder that is gone when the run ends.</summary>
    public required string Folder { get; init; }

    public required ProgressLine Progress { get; init; }

    /// <summary>A folder of its own for one repetition; the caller deletes it.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, Path.GetRandomFileName())).FullName;
}
