namespace PatientFlow.Silo.Alerts;

/// <summary>Who is told of alerts.</summary>
/// <param name="Url">Where notices are posted. Such addresses often hold a token: it appears in no log.</param>
/// <param name="Key">What they are signed with.</param>
internal sealed record WebhookSettings(Uri Url, WebhookKey Key);
