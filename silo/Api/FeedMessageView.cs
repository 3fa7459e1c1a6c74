using PatientFlow.Silo.Alerts;

namespace PatientFlow.Silo.Api;

/// <summary>What a message of the feed holds. A heartbeat holds only its time.</summary>
/// <param name="At">Time of the message, UTC.</param>
/// <param name="Departments">Departments that are new or changed, each whole.</param>
/// <param name="Beds">Beds that are new or changed, each whole.</param>
/// <param name="Alerts">All active alerts, oldest first; null if none has come, changed or gone.</param>
/// <param name="Freshness">How far behind the view is; null if that has not changed.</param>
internal sealed record FeedMessageView(
    DateTime At, IReadOnlyList<DepartmentView> Departments, IReadOnlyList<BedListView> Beds, IReadOnlyList<AlertView>? Alerts,
    FreshnessView? Freshness);
