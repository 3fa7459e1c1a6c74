using PatientFlow.Kpi;
using PatientFlow.Patients;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Stays that have not ended and last long.</summary>
internal static class LongStaysApi
{
    private const int StaysMax = 1_000;
    private const int HoursMax = 100_000;

    /// <summary>Patients that are asked at the same time.</summary>
    private const int AskedAtOnce = 1_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/long-stays", LongStaysAsync).Named("list_long_stays", Subjects.Flow).For(Permission.Patients)
            .Answers<LongStaysView>().Paged(StaysMax).Audited();

    /// <summary>Open stays that last longer than some hours, the longest first.</summary>
    /// <remarks>
    /// Of the patients who are in a department now. Hours and midnights are counted as in `kpi_overstay` and
    /// `kpi_long_stays`: up to the newest admission of an open stay, or to `as_of`, never to the clock, so that the figures
    /// do not change while nothing comes in. Restricted patients are left out.
    /// </remarks>
    internal static async Task<IResult> LongStaysAsync(
        HttpContext http, PatientAccess access, IGrainFactory grains, SeenNetwork network,
        [ParameterWords("Only stays longer than this, in hours, 0 to 100000; 50 if it is left out.", "50")] int? hours,
        [ParameterWords("Only stays in this hospital.", "3")] int? hospital,
        [ParameterWords("Only stays in this department, by its key or its name.", "H3-ICU")] string? department,
        [ParameterWords("Until when a stay is counted, with its zone; the newest admission if it is left out.",
            "2026-01-10T00:00:00Z")] DateTimeOffset? as_of)
    {
        if (ListPage.Of(http.Request.Query, StaysMax) is not { } page || !LongStayCursor.TryRead(page.After, out var after))
            return Problems.NoPage(StaysMax);
        if (hours is < 0 or > HoursMax) return Problems.NoQuery($"hours is a number from 0 to {HoursMax}.");
        var longer = hours ?? StayUntilNow.OverstayHours;
        var open = await OpenStaysAsync(grains, network);
        var moment = as_of?.UtcDateTime ?? open.Select(s => (DateTime?)s.Stay.AdmissionTime).Max();
        var found = open
            .Where(s => s.Stay.Place.DepartmentKey is { } key && network.Find(key) is { } unit
                && (hospital is null || unit.HospitalId == hospital)
                && (department is null || unit.Key == department || unit.Department == department))
            .Select(s => (s.PatientId, s.Stay, Until: StayUntilNow.Of(s.Stay, moment ?? default)))
            .Where(s => s.Until.Minutes > longer * 60L && after.IsBefore(s.Stay))
            .OrderBy(s => s.Stay.AdmissionTime).ThenBy(s => s.Stay.StaySk)
            .Select(s => LongStayView.Of(s.PatientId, s.Stay, s.Until));
        return Results.Ok(new LongStaysView(
            moment, longer, page.Take(http, await access.ShownAsync(found, s => s.PatientId), LongStayCursor.Of, [.. Kept(moment)])));
    }

    private static IEnumerable<(string, string)> Kept(DateTime? moment) =>
        moment is { } until ? [("as_of", until.ToString("O"))] : [];

    private static async Task<IReadOnlyList<(string PatientId, Stay Stay)>> OpenStaysAsync(IGrainFactory grains, SeenNetwork network)
    {
        var present = (await Censuses.OfAsync(network.Units, grains)).SelectMany(d => d.Patients.Select(p => p.PatientId));
        var stays = new List<(string, Stay)>();
        foreach (var asked in present.Distinct(StringComparer.Ordinal).Chunk(AskedAtOnce))
        {
            var snapshots = await Task.WhenAll(asked.Select(id => grains.GetGrain<IPatientGrain>(id).GetAsync()));
            stays.AddRange(asked.Zip(snapshots).Where(s => s.Second?.OpenStay is not null).Select(s => (s.First, s.Second!.OpenStay!)));
        }

        return stays;
    }
}
