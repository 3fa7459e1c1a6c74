using PatientFlow.Kpi;
using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary>Draws the KPIs on a terminal of 80 columns or more.</summary>
internal static class KpiScreen
{
    // Such as 100 or H116: of a single hospital, whole per cents, or seven hospitals would not fit 80 columns.
    private const int HospitalChars = 4;

    public static void Draw(IAnsiConsole console, KpiGold gold)
    {
        var width = console.Profile.Width;
        console.Write(Occupancy(OccupancyKpi.Of(gold), width).For(width));
        console.Write(new Columns(
            Shares("Patients by gender", "Gender", ShareKpi.Genders(gold)).For(width),
            Shares("Admissions by priority", "Priority", ShareKpi.Priorities(gold)).For(width),
            Shares("Admissions by weekday (UTC)", "Day", ShareKpi.Weekdays(gold)).For(width)));
        console.Write(Lengths(LengthKpi.Of(gold)).For(width));
        console.Write(Diagnoses(DiagnosisKpi.Of(gold)).For(width));
        console.Write(Vitals(VitalsKpi.Of(gold)).For(width));
    }

    // A column for each hospital where that leaves every department its name, else only all of them.
    private static FigureTable Occupancy(IReadOnlyList<OccupancyKpi> occupancy, int width)
    {
        var hospitals = occupancy.Select(o => o.HospitalId).Distinct().ToList();
        string[] totals = ["All", "Patients", "Beds"];
        var room = width - totals.Sum(t => t.Length + 2);
        var nameChars = occupancy.Select(o => o.Department.Length).Append("Department".Length).Max();
        var shown = hospitals.Count <= FigureTable.FiguresBeside(room, nameChars, HospitalChars) ? hospitals : [];
        var table = new FigureTable(
            "Occupancy, % of staffed beds (open stays in fact_stay)", "Department", [.. shown.Select(h => $"H{h}"), .. totals]);
        foreach (var department in occupancy.GroupBy(o => o.Department)) Add(department.Key, [.. department]);
        Add("All", occupancy);
        return table;

        void Add(string name, IReadOnlyList<OccupancyKpi> units) => table.Add(name,
        [
            .. shown.Select(h => OccupancyKpi.Percent([.. units.Where(u => u.HospitalId == h)]) is { } known ? $"{known:F0}" : "-"),
            Figure(OccupancyKpi.Percent(units)), $"{units.Sum(u => u.Patients):N0}", $"{units.Sum(u => u.Beds):N0}",
        ]);
    }

    private static FigureTable Shares(string title, string name, IReadOnlyList<ShareKpi> shares)
    {
        var table = new FigureTable(title, name, "Count", "%");
        foreach (var share in shares) table.Add(share.Name, $"{share.Count:N0}", Figure(share.Percent));
        return table;
    }

    private static FigureTable Lengths(IReadOnlyList<LengthKpi> lengths)
    {
        var table = new FigureTable("Length of stay, hours (ended stays)", "Department", "Discharges", "Average", "Min", "Max");
        foreach (var l in lengths)
            table.Add(l.Department, $"{l.Discharges:N0}", Figure(l.AverageHours), Figure(l.MinHours), Figure(l.MaxHours));
        return table;
    }

    private static FigureTable Diagnoses(IReadOnlyList<DiagnosisKpi> diagnoses)
    {
        var table = new FigureTable("Top diagnoses", "Diagnosis", "Stays", "Average\nhours");
        foreach (var d in diagnoses) table.Add(d.Diagnosis, $"{d.Stays:N0}", Figure(d.AverageHours));
        return table;
    }

    private static FigureTable Vitals(IReadOnlyList<VitalsKpi> vitals)
    {
        var table = new FigureTable(
            "Average vital signs", "Department", "Readings", "Heart\nrate", "Systolic\nmmHg", "SpO2\n%", "Temperature\nF");
        foreach (var v in vitals)
            table.Add(
                v.Department, $"{v.Readings:N0}", Figure(v.HeartRate), Figure(v.Systolic), Figure(v.Saturation), Figure(v.Temperature));
        return table;
    }

    private static string Figure(double? figure) => figure is { } known ? $"{known:F1}" : "-";
}
