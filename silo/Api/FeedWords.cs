using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using PatientFlow.Alerts;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Silo.Alerts;
using PatientFlow.Silo.Feed;

namespace PatientFlow.Silo.Api;

/// <summary>Shows in the feed what the other routes show: departments, beds without patients, alerts.</summary>
internal sealed class FeedWords(NetworkMap network, AlertLimits limits, IOptions<JsonOptions> json) : IFeedWords
{
    /// <inheritdoc/>
    public IEnumerable<FeedItem> Of(DepartmentSight sight)
    {
        if (network.Find(sight.Census.Key) is not { } unit) yield break;
        yield return new FeedItem(FeedKind.Departments, unit.Key, unit.HospitalId, unit.Key, DepartmentView.Of(sight.Census, limits));
        foreach (var bed in sight.Beds)
            yield return new FeedItem(FeedKind.Beds, bed.BedId, unit.HospitalId, unit.Key, BedListView.Of(unit, bed));
    }

    /// <inheritdoc/>
    public IEnumerable<FeedItem> AlertsOf(FlowSight sight) => sight.Alerts.Select(alert =>
    {
        var unit = network.Find(alert.Subject) ?? (network.FindBed(alert.Subject) is { } bed ? network.Find(bed.DepartmentKey) : null);
        return new FeedItem(FeedKind.Alerts, alert.Id, unit?.HospitalId, unit?.Key, AlertView.Of(alert));
    });

    /// <inheritdoc/>
    public FeedItem Freshness(FlowSight? sight, int silent) => new(
        FeedKind.Freshness, "", null, null, new FreshnessView(
            sight?.At, sight?.ApplyLag, sight?.ExportLag,
            silent > 0 ? $"{silent} department{(silent == 1 ? "" : "s")} do not answer." : sight?.Trouble));

    /// <inheritdoc/>
    public byte[] Json(object shown) => JsonSerializer.SerializeToUtf8Bytes(shown, shown.GetType(), json.Value.SerializerOptions);
}
