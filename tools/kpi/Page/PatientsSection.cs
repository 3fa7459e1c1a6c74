using System.Xml.Linq;
using PatientFlow.Kpi;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>Who comes, with what, and how they are.</summary>
internal static class PatientsSection
{
    public static XElement Of(KpiGold gold) => new("section",
        new XElement("h2", "Patients"),
        new XElement("div",
            new XAttribute("class", "pair"),
            Shares("genders", "Patients by gender", "Gender", ShareKpi.Genders(gold)),
            Shares("priorities", "Admissions by priority", "Priority", ShareKpi.Priorities(gold)),
            Shares("weekdays", "Admissions by weekday (UTC)", "Day", ShareKpi.Weekdays(gold)),
            Diagnoses(DiagnosisKpi.Of(gold))),
        Vitals(VitalsKpi.Of(gold)));

    private static XElement Shares(string id, string caption, string name, IReadOnlyList<ShareKpi> shares)
    {
        var table = new PageTable(id, caption, name, "Count", "%");
        foreach (var share in shares) table.Add(share.Name, PageText.Count(share.Count), PageText.Figure(share.Percent));
        return table.Draw();
    }

    private static XElement Diagnoses(IReadOnlyList<DiagnosisKpi> diagnoses)
    {
        var table = new PageTable("diagnoses", "Top diagnoses", "Diagnosis", "Stays", "Average hours");
        foreach (var d in diagnoses) table.Add(d.Diagnosis, PageText.Count(d.Stays), PageText.Figure(d.AverageHours));
        return table.Draw();
    }

    private static XElement Vitals(IReadOnlyList<VitalsKpi> vitals)
    {
        var table = new PageTable(
            "vitals", "Average vital signs", "Department", "Readings", "Heart rate", "Systolic mmHg", "SpO2 %", "Temperature F");
        foreach (var v in vitals)
            table.Add(
                v.Department, PageText.Count(v.Readings), PageText.Figure(v.HeartRate), PageText.Figure(v.Systolic),
                PageText.Figure(v.Saturation), PageText.Figure(v.Temperature));
        return table.Draw();
    }
}
