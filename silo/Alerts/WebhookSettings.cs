namespace PatientFlow.Silo.Alerts;

/// <summary>The receiver of alerts.</summary>
/// <param name="Url">Where notices are posted. Such addresses often contain a token, so it is never logged.</param>
/// <param name="Key">Key that signs the notices.</param>
internal sealed record WebhookSettings(Uri Url, WebhookKey Key);
