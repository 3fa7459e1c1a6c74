using PatientFlow.Alerts;
using PatientFlow.Places;

namespace PatientFlow.Silo.Feed;

/// <summary>Says in the API's words what the grains tell. Nothing of it may name a patient.</summary>
internal interface IFeedWords
{
    /// <summary>A department and its beds.</summary>
    IEnumerable<FeedItem> Of(DepartmentSight sight);

    /// <summary>The alerts, in their order.</summary>
    IEnumerable<FeedItem> AlertsOf(FlowSight sight);

    /// <summary>How far behind everything is.</summary>
    /// <param name="sight">The last look at the flow; null before the first.</param>
    /// <param name="silent">Departments that do not answer.</param>
    FeedItem Freshness(FlowSight? sight, int silent);

    /// <summary>Returns something shown as JSON, UTF-8, on one line.</summary>
    byte[] Json(object shown);
}
