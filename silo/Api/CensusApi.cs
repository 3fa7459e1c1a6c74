using System.Globalization;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Api;

/// <summary>The census now and at a time, and who came and left hour by hour. It names no patient.</summary>
internal static class CensusApi
{
    private const int DepartmentsMax = 1_000;
    private const int HoursMax = 168;
    private const int HoursUsual = 24;
    private const int RowsMax = 2_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/census", CensusAsync).Named("get_census", Subjects.Flow).For(Permission.Census)
            .Answers<CensusView>(StatusCodes.Status503ServiceUnavailable).Paged(DepartmentsMax);
        routes.MapGet("/flow", FlowAsync).Named("get_flow", Subjects.Flow).For(Permission.Census)
            .Answers<FlowView>(StatusCodes.Status503ServiceUnavailable).Paged(RowsMax);
    }

    /// <summary>Patients of each department, now or at a time.</summary>
    /// <remarks>
    /// Without `at` the departments are asked. With it, `gold/fact_census` is: it counts by hours, so the answer is of the
    /// hour's beginning, and it is a few seconds behind the log. A time after `known_until` gives what is known up to then.
    /// </remarks>
    internal static async Task<IResult> CensusAsync(
        HttpContext http, IGrainFactory grains, SeenNetwork network, FreshTables lake,
        [ParameterWords("The time, with its zone; now if it is left out.", "2026-01-02T10:30:00Z")] DateTimeOffset? at,
        [ParameterWords("Only departments of this hospital.", "3")] int? hospital,
        CancellationToken cancellationToken)
    {
        if (ListPage.Of(http.Request.Query, DepartmentsMax) is not { } page) return Problems.NoPage(DepartmentsMax);
        DepartmentUnit[] all = [.. network.Units.Where(u => hospital is null || u.HospitalId == hospital)];
        var start = page.After is null ? 0 : Array.FindIndex(all, u => u.Key == page.After) + 1;
        if (page.After is not null && start == 0) return Problems.NoPage(DepartmentsMax);
        var units = page.Take(http, all.Skip(start), u => u.Key);
        if (at is not { } time)
            return Results.Ok(new CensusView(
                "live", null, [.. (await Censuses.OfAsync(units, grains)).Select(DepartmentCountView.Of)]));
        try
        {
            var table = await lake.LookAsync(CensusTable.Census, cancellationToken);
            var stored = CensusRows.ByMonth(table.Current);
            var months = CensusRead.MonthsAt([.. stored.Select(s => s.Key)], time.UtcDateTime, units);
            var rows = await ReadAsync(table, stored, [.. months, .. Newest(stored)], cancellationToken);
            var ofUnit = rows.ToLookup(r => r.DepartmentSk);
            return Results.Ok(new CensusView(
                "lake", KnownUntil(rows),
                [.. units.Select(u => DepartmentCountView.Of(CensusRead.At(u, ofUnit[u.DepartmentSk], time.UtcDateTime)))]));
        }
        catch (Exception fault) when (FreshTables.IsOfLake(fault))
        {
            return Problems.NoLake();
        }
    }

    /// <summary>Who came and left, by hour and department.</summary>
    /// <remarks>
    /// From `gold/fact_census`, a few seconds behind the log. Only hours in which somebody came or left, or which begin a
    /// month: between two of them nothing changes. The last hour is that of the newest movement, or the one before `until`.
    /// </remarks>
    internal static async Task<IResult> FlowAsync(
        HttpContext http, SeenNetwork network, FreshTables lake,
        [ParameterWords("How many hours, 1 to 168; 24 if it is left out.", "24")] int? hours,
        [ParameterWords("End of the last hour, with its zone; that of the newest movement if it is left out.",
            "2026-01-02T11:00:00Z")] DateTimeOffset? until,
        [ParameterWords("Only departments of this hospital.", "3")] int? hospital,
        [ParameterWords("Only this department, by its key or its name.", "H3-ICU")] string? department,
        CancellationToken cancellationToken)
    {
        if (ListPage.Of(http.Request.Query, RowsMax) is not { } page || !FlowCursor.TryRead(page.After, out var after))
            return Problems.NoPage(RowsMax);
        if (hours is < 1 or > HoursMax) return Problems.NoQuery($"hours is a number from 1 to {HoursMax}.");
        try
        {
            var table = await lake.LookAsync(CensusTable.Census, cancellationToken);
            var stored = CensusRows.ByMonth(table.Current);
            var known = KnownUntil(await ReadAsync(table, stored, Newest(stored), cancellationToken));
            if ((until?.UtcDateTime ?? known) is not { } end) return Results.Ok(new FlowView(null, null, null, []));
            var span = TimeSpan.FromHours(hours ?? HoursUsual);
            var begin = end.Ticks > span.Ticks ? end - span : DateTime.MinValue.ToUniversalTime();
            var rows = await ReadAsync(table, stored, CensusRead.MonthsOf([.. stored.Select(s => s.Key)], begin, end), cancellationToken);
            var found = rows.Where(r => r.Hour.Begins >= begin && r.Hour.Begins < end && after.IsBefore(r))
                .Select(r => (Row: r, Unit: network.Find(r.DepartmentSk)))
                .Where(r => r.Unit is { } unit && (hospital is null || unit.HospitalId == hospital)
                    && (department is null || unit.Key == department || unit.Department == department))
                .OrderBy(r => r.Row.Hour.Begins).ThenBy(r => r.Row.DepartmentSk);
            return Results.Ok(new FlowView(
                begin, end, known,
                [.. page.Take(http, found, r => FlowCursor.Of(r.Row), ("until", end.ToString("O", CultureInfo.InvariantCulture)))
                    .Select(r => FlowHourView.Of(r.Row, r.Unit!))]));
        }
        catch (Exception fault) when (FreshTables.IsOfLake(fault))
        {
            return Problems.NoLake();
        }
    }

    private static string[] Newest(ILookup<string, AddFile> stored) =>
        stored.Select(s => s.Key).Max(StringComparer.Ordinal) is { } newest ? [newest] : [];

    // The end of the newest hour in which somebody came or left.
    private static DateTime? KnownUntil(IReadOnlyList<CensusRow> rows) =>
        rows.Count == 0 ? null : rows[^1].Hour.Begins.AddHours(1);

    private static Task<IReadOnlyList<CensusRow>> ReadAsync(
        DeltaTable table, ILookup<string, AddFile> stored, IEnumerable<string> months, CancellationToken cancellationToken) =>
        CensusRows.ReadAsync(table, months.Distinct(StringComparer.Ordinal).SelectMany(m => stored[m]), cancellationToken);
}
