using System.Globalization;
using PatientFlow.EventLog;
using PatientFlow.Events;
using PatientFlow.Ingest;
using PatientFlow.Places;
using PatientFlow.Quality;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>What the rules did to an event that came lately (docs/events.md).</summary>
internal static class EventEffectApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/events/{id}", EventAsync).Named("get_event", Subjects.Events).For(Permission.Patients)
            .Answers<EventEffectView>(StatusCodes.Status404NotFound).Audited();

    /// <summary>What the rules did to an event that came lately.</summary>
    /// <remarks>Older events are in `silver/patient_flow`; those that are no events are in `bronze/quarantine`.</remarks>
    internal static async Task<IResult> EventAsync(
        [ParameterWords("Id of the event, as its producer sent it.", "e-1")] string id, PatientAccess access, IGrainFactory grains, IEventSource source, IServiceProvider services)
    {
        id = id.Trim(); // As the reader of events does.
        var found = await Task.WhenAll(Enumerable.Range(0, source.PartitionCount).Select(
            p => grains.GetGrain<IIngestGrain>(p.ToString(CultureInfo.InvariantCulture)).FindEventAsync(id)));

        // The same id may have come for two patients, or again after a repair: the last one is told.
        if (found.OfType<AppliedEvent>().MaxBy(e => e.AppliedAt) is { } applied)
            return await access.MaySeeAsync(applied.PatientId)
                ? Results.Ok(EventEffectView.Of(applied, await BedAsync(applied, grains)))
                : Unknown();
        return Posted(id, services) is { } position
            ? Results.Ok(EventEffectView.Pending(id, position))
            : Unknown();
    }

    private static IResult Unknown() => Results.Problem(
        "It is not among the last events. Older ones are in silver/patient_flow, and those that are no events in "
        + "bronze/quarantine.",
        statusCode: StatusCodes.Status404NotFound, title: "Unknown event");

    private static LogPosition? Posted(string id, IServiceProvider services) =>
        services.GetService<PostedEvents>() is not { } posted ? null
        : (posted.Find(EventKey.Of(id)) ?? posted.Find(EventKey.Of(id, EventKind.Unknown)))?.Position;

    private static async Task<BedView?> BedAsync(AppliedEvent applied, IGrainFactory grains) =>
        applied.BedId is { } bed ? await grains.GetGrain<IBedGrain>(bed).GetAsync() : null;
}
