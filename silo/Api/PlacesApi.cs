using PatientFlow.Alerts;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Hospitals and departments.</summary>
internal static class PlacesApi
{
    private const int DepartmentsMax = 1_000;

    /// <summary>Patients in an answer about a department, far above its beds.</summary>
    private const int PatientsMax = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hospitals", HospitalsAsync).Named("list_hospitals", Subjects.Places).For(Permission.Census)
            .Answers<IReadOnlyList<HospitalView>>();
        routes.MapGet("/departments", DepartmentsAsync).Named("list_departments", Subjects.Places).For(Permission.Census)
            .Answers<IReadOnlyList<DepartmentView>>().Paged(DepartmentsMax);
        routes.MapGet("/departments/{key}", DepartmentAsync).Named("get_department", Subjects.Places).For(Permission.Census)
            .Answers<DepartmentDetailView>(StatusCodes.Status404NotFound).Paged(PatientsMax).Audited();
    }

    /// <summary>Beds and patients of each hospital.</summary>
    /// <remarks>A hospital's figures are the sums of its departments'.</remarks>
    internal static async Task<IResult> HospitalsAsync(IGrainFactory grains, SeenNetwork network) => Results.Ok(
        (await Censuses.OfAsync(network.Units, grains)).GroupBy(d => d.HospitalId).Select(HospitalView.Of));

    /// <summary>The census of each department.</summary>
    /// <remarks>By hospital, then in the order of the network file.</remarks>
    internal static async Task<IResult> DepartmentsAsync(
        HttpContext http, IGrainFactory grains, SeenNetwork network, AlertLimits limits,
        [ParameterWords("Only departments of this hospital.", "3")] int? hospital)
    {
        if (ListPage.Of(http.Request.Query, DepartmentsMax) is not { } page) return Problems.NoPage(DepartmentsMax);
        DepartmentUnit[] units = [.. network.Units.Where(u => hospital is null || u.HospitalId == hospital)];
        var start = page.After is null ? 0 : Array.FindIndex(units, u => u.Key == page.After) + 1;
        if (page.After is not null && start == 0) return Problems.NoPage(DepartmentsMax);
        var found = page.Take(http, units.Skip(start), u => u.Key);
        return Results.Ok((await Censuses.OfAsync(found, grains)).Select(d => DepartmentView.Of(d, limits)));
    }

    /// <summary>The census of one department, and its patients.</summary>
    /// <remarks>The patients are in the order of their ids; they are what comes in pages. Restricted ones are left out.</remarks>
    internal static async Task<IResult> DepartmentAsync(
        [ParameterWords("Key of the department.", "H3-ICU")] string key,
        HttpContext http, Caller caller, PatientAccess access, IGrainFactory grains, SeenNetwork network, AlertLimits limits)
    {
        if (ListPage.Of(http.Request.Query, PatientsMax) is not { } page) return Problems.NoPage(PatientsMax);
        if (network.Find(key) is null || await grains.GetGrain<IDepartmentGrain>(key).GetAsync() is not { } census)
            return Problems.NotFound("department");
        var seen = caller.May(Permission.Patients) ? await access.ShownAsync(census.Patients, p => p.PatientId) : [];
        var rest = seen.Where(p => page.After is null || string.CompareOrdinal(p.PatientId, page.After) > 0);
        return Results.Ok(new DepartmentDetailView(
            DepartmentView.Of(census, limits), [.. page.Take(http, rest, p => p.PatientId).Select(OccupantView.Of)]));
    }
}
