namespace PatientFlow.Export;

/// <summary>State of a stage of an export run.</summary>
public enum ExportStageState : byte
{
    /// <summary>Not begun: its turn has not come, or an earlier stage failed and it will not run.</summary>
    NotRun = 0,

    /// <summary>In progress.</summary>
    Running = 1,

    /// <summary>An attempt failed; the next one is due or in progress.</summary>
    Retried = 2,

    /// <summary>Everything in the stage is committed.</summary>
    Succeeded = 3,

    /// <summary>Given up in this run; the next run repeats it.</summary>
    Failed = 4,
}
