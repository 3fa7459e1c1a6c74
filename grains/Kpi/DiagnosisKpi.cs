namespace PatientFlow.Kpi;

/// <summary>A frequent diagnosis.</summary>
/// <param name="Diagnosis">The diagnosis.</param>
/// <param name="Stays">Stays with it.</param>
/// <param name="AverageHours">Mean length of those that ended; null where none has.</param>
public sealed record DiagnosisKpi(string Diagnosis, int Stays, double? AverageHours)
{
    /// <summary>Diagnoses that are shown.</summary>
    public const int Shown = 10;

    /// <summary>The most frequent ones.</summary>
    public static KpiDefinition Top { get; } = new()
    {
        Name = "dbo.kpi_top_diagnoses",
        Meaning = $"the {Shown} diagnoses with most stays, and the mean length of those stays that ended, in hours, "
            + "one of zero hours included; of equal counts the first in byte order. Stays without a diagnosis are left "
            + "out.",
        Source = "seed KPI \"top-10 diagnoses\", from stays instead of events, which counted a stay twice.",
    };

    /// <summary>As <see cref="Top"/> says, the most frequent first.</summary>
    public static IReadOnlyList<DiagnosisKpi> Of(KpiGold gold) =>
    [
        .. gold.Stays.Where(s => s.Diagnosis is not null).GroupBy(s => s.Diagnosis ?? "")
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Shown)
            .Select(g => new DiagnosisKpi(g.Key, g.Count(), g.Average(s => s.Hours))),
    ];
}
