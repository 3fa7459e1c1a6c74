using PatientFlow.Silo.Alerts;

namespace PatientFlow.Silo.Api;

/// <summary>The alerts.</summary>
/// <param name="Active">Those that have not ended, oldest first.</param>
/// <param name="Cleared">The last 100 that ended, newest first.</param>
/// <param name="Undelivered">Notices that the receiver has not confirmed.</param>
internal sealed record AlertListView(IReadOnlyList<AlertView> Active, IReadOnlyList<AlertView> Cleared, int Undelivered);
