using PatientFlow.Kpi;
using PatientFlow.Tools.Kpi;
using Spectre.Console;

namespace PatientFlow.Tests.Kpi;

/// <summary>The KPIs on a terminal of 80 columns, for small networks and large ones.</summary>
public sealed class KpiScreenTests
{
    private const int Width = 80;
    private const string LongWard = "Cardiac Vascular Intensive Care and Transplantation Unit (CVICU), third floor, north wing";

    private static readonly string[] Wards =
        ["Cardiology", "Emergency", "ICU", "Maternity", "Oncology", "Pediatrics", "Surgery", "Neuro Intermediate", "Discharge Lounge"];

    [Theory]
    [InlineData(7, 7, true)]
    [InlineData(1, 29, true)]
    [InlineData(116, 2, false)]
    [InlineData(116, 29, false)]
    public void Tables_fit_80_columns_and_break_no_name(int hospitals, int wards, bool hospitalsShown)
    {
        var lines = Lines(Gold(hospitals, [.. Enumerable.Range(0, wards).Select(w => w < Wards.Length ? Wards[w] : $"Ward {w}")]));

        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        foreach (var ward in Wards.Take(wards).Append("All").Append("Temperature").Append("Discharges"))
            Assert.Contains(lines, line => line.Contains(ward, StringComparison.Ordinal));
        Assert.Equal(hospitalsShown, lines.Any(line => line.Contains(" H1 ", StringComparison.Ordinal)));

        // Name and figures are on one line: nothing was broken.
        Assert.Contains(lines, line => line.TrimStart().StartsWith("Cardiology ", StringComparison.Ordinal) && line.TrimEnd()[^1] is >= '0' and <= '9');
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut_with_an_ellipsis()
    {
        var lines = Lines(Gold(7, [LongWard, "ICU"]));

        Assert.All(lines, line => Assert.True(line.Length <= Width, line));
        var named = lines.Where(line => line.Contains("Cardiac", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, line => Assert.Matches(@"Cardiac Vascular.*… +\S+", line));
        Assert.DoesNotContain(lines, line => line.Contains("north wing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wide_terminal_has_room_for_the_whole_name() =>
        Assert.Contains(Lines(Gold(1, [LongWard]), width: 160), line => line.Contains(LongWard, StringComparison.Ordinal));

    private static string[] Lines(KpiGold gold, int width = Width)
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;
        KpiScreen.Draw(console, gold);
        return written.ToString().Split(Environment.NewLine);
    }

    // Everything in every department, with figures as long as they become.
    private static KpiGold Gold(int hospitals, string[] wards)
    {
        var departments = new Dictionary<long, KpiDepartment>();
        foreach (var hospital in Enumerable.Range(1, hospitals))
            foreach (var ward in wards)
                departments.Add(departments.Count, new KpiDepartment(ward, hospital, $"Hospital {hospital}", 1));
        var admitted = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var stays = departments.Keys.SelectMany(k => new[]
        {
            new KpiStay(k, k, admitted, null, null, true, "Emergency", "J06.9-Upper Respiratory Infection of somebody with a very long diagnosis indeed, as it is"),
            new KpiStay(k, k, admitted, admitted.AddHours(12_345.6), 12_345.6, false, "Scheduled", "R55-Syncope"),
        }).ToList();
        return new KpiGold
        {
            Departments = departments,
            Stays = stays,
            Genders = ["Female", null],
            Vitals = [.. departments.Keys.Select(k => new KpiVitals(k, 82, 135, 96, 100.2))],
            Passages = [.. departments.Keys.Select(k => new KpiPassages(k, DateOnly.FromDateTime(admitted), 2, 1))],
            NewestEvent = admitted,
        };
    }
}
