using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>Without a webhook, log, metrics and API are all there is.</summary>
internal sealed class NobodyToTell : IAlertSink
{
    /// <inheritdoc />
    public Task TellAsync(AlertNotice notice) => Task.CompletedTask;
}
