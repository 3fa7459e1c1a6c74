namespace PatientFlow.Alerts;

/// <summary>Delivers notices to a receiver outside the system.</summary>
public interface IAlertSink
{
    /// <summary>Delivers one notice. It may be delivered again if the answer was lost.</summary>
    /// <exception cref="AlertNotToldException">Nobody confirmed it; a later attempt may succeed.</exception>
    Task TellAsync(AlertNotice notice);
}
