using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>What is an alert, and who is told.</summary>
internal sealed record AlertSettings
{
    /// <summary>When alerts begin and end.</summary>
    public AlertLimits Limits { get; init; } = new();

    /// <summary>The receiver; null for none.</summary>
    public WebhookSettings? Webhook { get; init; }
}
