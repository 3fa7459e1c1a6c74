namespace PatientFlow.Alerts;

/// <summary>Observes the flow.</summary>
public interface IAlertWatch
{
    /// <summary>Looks now. A value that cannot be read is null; that is not an exception.</summary>
    Task<FlowReading> ReadAsync();
}
