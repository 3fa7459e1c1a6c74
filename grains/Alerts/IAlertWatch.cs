namespace PatientFlow.Alerts;

/// <summary>Sees how the flow is.</summary>
public interface IAlertWatch
{
    /// <summary>Looks now. What cannot be seen is null in it; it does not throw for that.</summary>
    Task<FlowReading> ReadAsync();
}
