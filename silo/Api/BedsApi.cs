using PatientFlow.Places;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Beds: all, one, and those that several patients claim.</summary>
internal static class BedsApi
{
    private const int BedsMax = 1_000;
    private const string Free = "free";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/beds", BedsAsync).Named("list_beds", Subjects.Places).For(Permission.Beds)
            .Answers<IReadOnlyList<BedListView>>().Paged(BedsMax);
        routes.MapGet("/beds/{id}", BedAsync).Named("get_bed", Subjects.Places).For(Permission.Beds)
            .Answers<BedDetailView>(StatusCodes.Status404NotFound).Audited();
        routes.MapGet("/conflicts", ConflictsAsync).Named("list_conflicts", Subjects.Places).For(Permission.Patients)
            .Answers<IReadOnlyList<ConflictView>>().Paged(BedsMax).Audited();
    }

    /// <summary>Beds and their state, without patients.</summary>
    /// <remarks>By hospital, department and number. A filter that matches nothing gives an empty list.</remarks>
    internal static async Task<IResult> BedsAsync(
        HttpContext http, IGrainFactory grains, SeenNetwork network,
        [ParameterWords("Only beds of this hospital.", "3")] int? hospital,
        [ParameterWords("Only beds of this department, by its key or its name.", "H3-ICU")] string? department,
        [ParameterWords("Only beds in this state: free, occupied, conflict, reserved, dirty, blocked, closed, contaminated or isolated.", "occupied")] string? state,
        [ParameterWords("Only beds that are free now (true), or are not (false).", "true")] bool? free)
    {
        if (PageOf(http, network) is not { } page) return Problems.NoPage(BedsMax);
        var units = network.Units.Where(u => (hospital is null || u.HospitalId == hospital)
            && (department is null || u.Key == department || u.Department == department));
        var beds = (await Censuses.BedsOfAsync(units, grains)).AsEnumerable();
        // By where the last bed is, not by whether it would still be on the list.
        if (page.After is { } after) beds = beds.SkipWhile(b => b.View.BedId != after).Skip(1);
        var wanted = beds.Where(b => (state is null || b.View.Status == state) && (free is null || free == (b.View.Status == Free)));
        return Results.Ok(page.Take(http, wanted, b => b.View.BedId).Select(b => BedListView.Of(b.Unit, b.View)));
    }

    /// <summary>A bed, who is in it, and who else claims it.</summary>
    /// <remarks>Of patients who are restricted it shows that there is one, and not who.</remarks>
    internal static async Task<IResult> BedAsync(
        [ParameterWords("Id of the bed, in any case.", "H3-ICU-7")] string id, Caller caller, PatientAccess access, IGrainFactory grains, SeenNetwork network)
    {
        if (network.FindBed(id) is not { } bed || await grains.GetGrain<IBedGrain>(bed.BedId).GetAsync() is not { } view)
            return Problems.NotFound("bed");
        string?[] named = [view.Occupant?.PatientId, .. view.Conflicts.Select(c => c.PatientId), view.State?.ReservedFor];
        var shown = caller.May(Permission.Patients) ? await access.ShownAsync(named.OfType<string>(), p => p) : [];
        return Results.Ok(BedDetailView.Of(view, shown.Contains));
    }

    /// <summary>Beds that several patients claim, and who.</summary>
    /// <remarks>By hospital and department, then by the id of the bed. Patients who are restricted are not among those who claim it.</remarks>
    internal static async Task<IResult> ConflictsAsync(HttpContext http, PatientAccess access, IGrainFactory grains, SeenNetwork network)
    {
        if (PageOf(http, network) is not { } page) return Problems.NoPage(BedsMax);
        var last = page.After is null ? null : network.FindBed(page.After);
        var units = network.Units.SkipWhile(u => last is not null && u.Key != last.DepartmentKey);
        var conflicts = (await Censuses.OfAsync(units, grains))
            .SelectMany(d => CensusRules.Conflicts(d.Patients).Select(b => ConflictView.Of(d, b)))
            .Where(c => c.DepartmentKey != last?.DepartmentKey || string.CompareOrdinal(c.BedId, last.BedId) > 0);
        var onPage = page.Take(http, conflicts, c => c.BedId);
        return Results.Ok(await Task.WhenAll(onPage.Select(async c => c with { Patients = await access.ShownAsync(c.Patients, p => p.PatientId) })));
    }

    private static ListPage? PageOf(HttpContext http, SeenNetwork network) =>
        ListPage.Of(http.Request.Query, BedsMax) is not { } page ? null
        : page.After is not { } after ? page
        : network.FindBed(after) is { } bed ? page with { After = bed.BedId }
        : null;
}
