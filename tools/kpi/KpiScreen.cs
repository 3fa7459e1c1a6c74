using Spectre.Console;

namespace PatientFlow.Tools.Kpi;

/// <summary>Draws the KPIs on a terminal.</summary>
internal static class KpiScreen
{
    private const int HospitalColumnsMax = 10;
    private const int DiagnosesMax = 10;

    public static void Draw(IAnsiConsole console, Gold gold)
    {
        console.Write(Occupancy(KpiRules.Occupancy(gold)));
        console.Write(new Columns(
            Shares("Patients by gender", "Gender", KpiRules.Genders(gold)),
            Shares("Admissions by priority", "Priority", KpiRules.Priorities(gold)),
            Shares("Admissions by weekday (UTC)", "Day", KpiRules.Weekdays(gold))));
        console.Write(Lengths(KpiRules.Lengths(gold)));
        console.Write(Diagnoses(KpiRules.Diagnoses(gold, DiagnosesMax)));
        console.Write(Vitals(KpiRules.Vitals(gold)));
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
            $"{units.Sum(u => u.Occupied):N0} / {units.Sum(u => u.Beds):N0}",
        ];
    }

    private static string Percent(IReadOnlyList<OccupancyKpi> units)
    {
        var beds = units.Sum(u => u.Beds);
        return beds == 0 ? "-" : $"{100.0 * units.Sum(u => u.Occupied) / beds:F1}";
    }

    private static Table Shares(string title, string name, IReadOnlyList<ShareKpi> shares)
    {
        var table = Numbers(New(title).AddColumn(name), "Count", "%");
        foreach (var share in shares) table.AddRow(Markup.Escape(share.Name), $"{share.Count:N0}", $"{share.Percent:F1}");
        return table;
    }

    private static Table Lengths(IReadOnlyList<LengthKpi> lengths)
    {
        var table = Numbers(New("Length of stay, hours (ended stays)").AddColumn("Department"), "Stays", "Average", "Min", "Max");
        foreach (var l in lengths)
            table.AddRow(Markup.Escape(l.Department), $"{l.Stays:N0}", $"{l.AverageHours:F1}", $"{l.MinHours:F1}", $"{l.MaxHours:F1}");
        return table;
    }

    private static Table Diagnoses(IReadOnlyList<DiagnosisKpi> diagnoses)
    {
        var table = Numbers(New("Top diagnoses").AddColumn("Diagnosis"), "Stays", "Average hours");
        foreach (var d in diagnoses)
            table.AddRow(Markup.Escape(d.Diagnosis), $"{d.Stays:N0}", d.AverageHours is { } hours ? $"{hours:F1}" : "-");
        return table;
    }

    private static Table Vitals(IReadOnlyList<VitalsKpi> vitals)
    {
        var table = Numbers(
            New("Average vital signs").AddColumn("Department"), "Heart rate", "Systolic mmHg", "SpO2 %", "Temperature F");
        foreach (var v in vitals)
            table.AddRow(
                Markup.Escape(v.Department), $"{v.HeartRate:F1}", $"{v.Systolic:F1}", $"{v.Saturation:F1}", $"{v.Temperature:F1}");
        return table;
    }

    private static Table New(string title) => new Table().Border(TableBorder.Simple).Title($"[bold]{Markup.Escape(title)}[/]");

    private static Table Numbers(Table table, params IReadOnlyList<string> names)
    {
        foreach (var name in names) table.AddColumn(new TableColumn(name).RightAligned());
        return table;
    }
}
