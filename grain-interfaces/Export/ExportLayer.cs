namespace PatientFlow.Export;

/// <summary>A stage of an export run. The stages run in this order.</summary>
public enum ExportLayer : byte
{
    /// <summary>The events as they came, and those that cannot be used.</summary>
    Bronze = 0,

    /// <summary>Cleaned events.</summary>
    Silver = 1,

    /// <summary>Dimensions, stays, facts.</summary>
    Gold = 2,
}
