using PatientFlow.Kpi;

namespace PatientFlow.Tools.Kpi.Page;

/// <summary>A day of the whole network.</summary>
/// <param name="Day">The day: of UTC for who came and left, of each hospital for who is in when it ends.</param>
/// <param name="Admissions">Stays that began.</param>
/// <param name="Discharges">Stays that ended.</param>
/// <param name="AtMidnight">Patients who are in when it ends; null for a day that is not over.</param>
internal sealed record DayFigures(DateOnly Day, int Admissions, int Discharges, int? AtMidnight)
{
    /// <summary>Days that a page shows at most, the newest.</summary>
    public const int Shown = 62;

    /// <summary>Every day of the data, in order of time.</summary>
    public static IReadOnlyList<DayFigures> Of(KpiGold gold)
    {
        var volume = VolumeKpi.Of(gold).ToLookup(v => v.Day);
        var midnight = new Dictionary<DateOnly, int>();
        foreach (var m in MidnightKpi.Of(gold)) midnight[m.Day] = midnight.GetValueOrDefault(m.Day) + m.Patients;
        return
        [
            .. volume.Select(v => v.Key).Union(midnight.Keys).Order().Select(day => new DayFigures(
                day, volume[day].Sum(v => v.Admissions), volume[day].Sum(v => v.Discharges),
                midnight.TryGetValue(day, out var patients) ? patients : null)),
        ];
    }
}
