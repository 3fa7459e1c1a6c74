using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>Stands in when there is no webhook: alerts then appear only in log, metrics and API.</summary>
internal sealed class NobodyToTell : IAlertSink
{
    /// <inheritdoc />
    public Task TellAsync(AlertNotice notice) => Task.CompletedTask;
}
