namespace PatientFlow.Kpi;

/// <summary>How the lengths of ended stays are spread.</summary>
public static class LengthBands
{
    // A band ends before its hours: a stay of exactly a day is in the band that begins with it.
    private static readonly (double BeforeHours, string Name)[] Bands =
    [
        (4, "< 4 h"), (8, "4-8 h"), (24, "8-24 h"), (48, "1-2 d"), (72, "2-3 d"), (120, "3-5 d"), (168, "5-7 d"),
        (336, "7-14 d"), (double.PositiveInfinity, "14 d +"),
    ];

    /// <summary>Stays that ended in each band, the shortest first, and their share; without those of unknown length.</summary>
    public static IReadOnlyList<ShareKpi> Of(KpiGold gold)
    {
        var lengths = gold.Stays.Where(s => !s.IsOpen).Select(s => s.Hours).OfType<double>().ToList();
        var counts = lengths.CountBy(hours => Bands.First(b => hours < b.BeforeHours).Name).ToDictionary();
        return
        [
            .. Bands.Select(b => counts.GetValueOrDefault(b.Name)).Zip(Bands, (stays, band) =>
                new ShareKpi(band.Name, stays, ShareKpi.PercentOf(stays, lengths.Count))),
        ];
    }
}
