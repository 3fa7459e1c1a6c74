namespace PatientFlow.Export;

/// <summary>A stage of an export run, in the order in which they run.</summary>
public enum ExportLayer : byte
{
    /// <summary>What came, as it came, and what of it is unusable.</summary>
    Bronze = 0,

    /// <summary>Cleaned events.</summary>
    Silver = 1,

    /// <summary>Dimensions, stays, facts.</summary>
    Gold = 2,
}
