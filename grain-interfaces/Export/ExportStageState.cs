namespace PatientFlow.Export;

/// <summary>How far a stage of an export run is.</summary>
public enum ExportStageState : byte
{
    /// <summary>Not begun: its turn has not come, or an earlier stage failed and it never will.</summary>
    NotRun = 0,

    /// <summary>Under way.</summary>
    Running = 1,

    /// <summary>A try failed; the next one is due or under way.</summary>
    Retried = 2,

    /// <summary>Everything of it is committed.</summary>
    Succeeded = 3,

    /// <summary>Given up in this run; the next run does it again.</summary>
    Failed = 4,
}
