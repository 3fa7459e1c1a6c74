using PatientFlow.Kpi;
using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary>Draws the KPIs on a terminal.</summary>
internal static class KpiScreen
{
    private const int HospitalColumnsMax = 10;

    public static void Draw(IAnsiConsole console, KpiGold gold)
    {
        console.Write(Occupancy(OccupancyKpi.Of(gold)));
        console.Write(new Columns(
            Shares("Patients by gender", "Gender", ShareKpi.Genders(gold)),
            Shares("Admissions by priority", "Priority", ShareKpi.Priorities(gold)),
            Shares("Admissions by weekday (UTC)", "Day", ShareKpi.Weekdays(gold))));
        console.Write(Lengths(LengthKpi.Of(gold)));
        console.Write(Diagnoses(DiagnosisKpi.Of(gold)));
        console.Write(Vitals(VitalsKpi.Of(gold)));
    }

    private static Table Occupancy(IReadOnlyList<OccupancyKpi> occupancy)
    {
        var hospitals = occupancy.Select(o => (o.HospitalId, o.HospitalName)).Distinct().ToList();
        var wide = hospitals.Count > HospitalColumnsMax;
        var table = New("Occupancy, % of staffed beds (open stays in fact_stay)").AddColumn("Department");
        if (!wide)
            foreach (var hospital in hospitals)
                table.AddColumn(new TableColumn($"H{hospital.HospitalId}").RightAligned());
        table.AddColumn(new TableColumn("All").RightAligned()).AddColumn(new TableColumn("Patients / beds").RightAligned());
        foreach (var department in occupancy.GroupBy(o => o.Department))
            table.AddRow(Row(department.Key, [.. department]));
        table.AddRow(Row("All", occupancy));
        return table;

        string[] Row(string name, IReadOnlyList<OccupancyKpi> units) =>
        [
            Markup.Escape(name),
            .. wide ? [] : hospitals.Select(h => Percent([.. units.Where(u => u.HospitalId == h.HospitalId)])),
            Percent(units),
            $"{units.Sum(u => u.Patients):N0} / {units.Sum(u => u.Beds):N0}",
        ];
    }

    private static string Percent(IReadOnlyList<OccupancyKpi> units) => Figure(OccupancyKpi.Percent(units));

    private static Table Shares(string title, string name, IReadOnlyList<ShareKpi> shares)
    {
        var table = Numbers(New(title).AddColumn(name), "Count", "%");
        foreach (var share in shares) table.AddRow(Markup.Escape(share.Name), $"{share.Count:N0}", Figure(share.Percent));
        return table;
    }

    private static Table Lengths(IReadOnlyList<LengthKpi> lengths)
    {
        var table = Numbers(
            New("Length of stay, hours (ended stays)").AddColumn("Department"), "Discharges", "Average", "Min", "Max");
        foreach (var l in lengths)
            table.AddRow(
                Markup.Escape(l.Department), $"{l.Discharges:N0}", Figure(l.AverageHours), Figure(l.MinHours),
                Figure(l.MaxHours));
        return table;
    }

    private static Table Diagnoses(IReadOnlyList<DiagnosisKpi> diagnoses)
    {
        var table = Numbers(New("Top diagnoses").AddColumn("Diagnosis"), "Stays", "Average hours");
        foreach (var d in diagnoses)
            table.AddRow(Markup.Escape(d.Diagnosis), $"{d.Stays:N0}", Figure(d.AverageHours));
        return table;
    }

    private static Table Vitals(IReadOnlyList<VitalsKpi> vitals)
    {
        var table = Numbers(
            New("Average vital signs").AddColumn("Department"),
            "Readings", "Heart rate", "Systolic mmHg", "SpO2 %", "Temperature F");
        foreach (var v in vitals)
            table.AddRow(
                Markup.Escape(v.Department), $"{v.Readings:N0}", Figure(v.HeartRate), Figure(v.Systolic),
                Figure(v.Saturation), Figure(v.Temperature));
        return table;
    }

    private static string Figure(double? figure) => figure is { } known ? $"{known:F1}" : "-";

    private static Table New(string title) => new Table().Border(TableBorder.Simple).Title($"[bold]{Markup.Escape(title)}[/]");

    private static Table Numbers(Table table, params IReadOnlyList<string> names)
    {
        foreach (var name in names) table.AddColumn(new TableColumn(name).RightAligned());
        return table;
    }
}
