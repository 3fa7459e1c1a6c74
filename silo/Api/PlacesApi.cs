using PatientFlow.Alerts;
using PatientFlow.Kpi;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>Hospitals, departments, beds.</summary>
internal static class PlacesApi
{
    /// <summary>Patients in an answer about a department, far above its beds.</summary>
    private const int PatientsMax = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/hospitals", HospitalsAsync);
        routes.MapGet("/api/departments", DepartmentsAsync);
        routes.MapGet("/api/departments/{key}", DepartmentAsync).AddEndpointFilter<Audit.AuditFilter>();
        routes.MapGet("/api/conflicts", ConflictsAsync).AddEndpointFilter<Audit.AuditFilter>();
        routes.MapGet("/api/beds/{id}", BedAsync).AddEndpointFilter<Audit.AuditFilter>();
    }

    private static async Task<IResult> HospitalsAsync(IGrainFactory grains, NetworkMap network) => Results.Ok(
        (await CensusesAsync(grains, network)).GroupBy(d => d.HospitalId).Select(h => new HospitalView(
            h.Key,
            h.First().HospitalName,
            h.Sum(d => d.Capacity),
            h.Sum(d => d.Occupancy),
            OccupancyKpi.OfBeds(h.Sum(d => d.Occupancy), h.Sum(d => d.Capacity)),
            h.Count())));

    private static async Task<IResult> DepartmentsAsync(IGrainFactory grains, NetworkMap network, AlertLimits limits) =>
        Results.Ok((await CensusesAsync(grains, network)).Select(d => DepartmentView.Of(d, limits)));

    private static async Task<IResult> DepartmentAsync(string key, HttpContext http, IGrainFactory grains, NetworkMap network, AlertLimits limits)
    {
        if (ListPage.Of(http.Request.Query, PatientsMax) is not { } page) return Problems.NoPage(PatientsMax);
        if (network.Find(key) is null || await grains.GetGrain<IDepartmentGrain>(key).GetAsync() is not { } census)
            return Problems.NotFound("department");
        // In the order of their ids.
        var rest = census.Patients.Where(p => page.After is null || string.CompareOrdinal(p.PatientId, page.After) > 0);
        return Results.Ok(new DepartmentDetailView(
            DepartmentView.Of(census, limits), [.. page.Take(http, rest, p => p.PatientId).Select(OccupantView.Of)]));
    }

    private static async Task<IResult> BedAsync(string id, IGrainFactory grains, NetworkMap network)
    {
        if (network.FindBed(id) is not { } bed || await grains.GetGrain<IBedGrain>(bed.BedId).GetAsync() is not { } view)
            return Problems.NotFound("bed");
        return Results.Ok(new BedStateView(
            view.BedId, view.DepartmentKey, view.Status,
            view.Occupant is { } occupant ? OccupantView.Of(occupant) : null, [.. view.Conflicts.Select(OccupantView.Of)],
            view.State is { } state ? StateView.Of(state) : null));
    }

    private static async Task<IResult> ConflictsAsync(IGrainFactory grains, NetworkMap network) => Results.Ok(
        (await CensusesAsync(grains, network)).SelectMany(d => CensusRules.Conflicts(d.Patients).Select(
            b => new ConflictView(b.BedId, d.Key, [.. b.Claims.Select(OccupantView.Of)]))));

    private static async Task<DepartmentCensus[]> CensusesAsync(IGrainFactory grains, NetworkMap network)
    {
        var censuses = await Task.WhenAll(network.Units.Select(u => grains.GetGrain<IDepartmentGrain>(u.Key).GetAsync()));
        return [.. censuses.OfType<DepartmentCensus>()];
    }

    private sealed record HospitalView(
        int HospitalId, string HospitalName, int Capacity, int Occupancy, double OccupancyPercent, int Departments);

    private sealed record DepartmentDetailView(DepartmentView Census, IReadOnlyList<OccupantView> Patients);

    private sealed record BedStateView(
        string BedId, string DepartmentKey, string Status, OccupantView? Occupant, IReadOnlyList<OccupantView> Conflicts,
        StateView? State);

    private sealed record StateView(
        string Status, string? Stage, DateTime? Since, string? Reason, DateTime? Until, string? ReservedFor)
    {
        public static StateView Of(BedState state) => new(
            BedStatusReading.Name(state.Status), BedStatusReading.Name(state.Stage), state.Since, state.Reason, state.Until,
            state.ReservedFor);
    }

    /// <summary>A bed that several patients claim, the last to arrive first.</summary>
    private sealed record ConflictView(string BedId, string DepartmentKey, IReadOnlyList<OccupantView> Patients);
}
