using PatientFlow.Alerts;

namespace PatientFlow.Silo.Alerts;

/// <summary>Defines when alerts occur and who receives them.</summary>
internal sealed record AlertSettings
{
    /// <summary>When alerts begin and end.</summary>
    public AlertLimits Limits { get; init; } = new();

    /// <summary>The receiver; null for none.</summary>
    public WebhookSettings? Webhook { get; init; }
}
