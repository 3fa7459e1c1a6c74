namespace PatientFlow.Alerts;

/// <summary>Tells notices to somebody outside.</summary>
public interface IAlertSink
{
    /// <summary>Tells one. It may be told again where the answer got lost.</summary>
    /// <exception cref="AlertNotToldException">Nobody confirmed it; telling it later may help.</exception>
    Task TellAsync(AlertNotice notice);
}
