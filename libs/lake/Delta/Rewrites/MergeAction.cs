namespace PatientFlow.Lake.Delta;

/// <summary>What becomes of a row of the table that a source row matches.</summary>
public enum MergeAction
{
    /// <summary>It stays as it is.</summary>
    Keep,

    /// <summary>The source row takes its place.</summary>
    Replace,

    /// <summary>It goes.</summary>
    Delete,
}
