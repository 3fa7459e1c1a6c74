using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace PatientFlow.Tests.Board;

/// <summary>
/// Makes the pictures in <c>docs/</c>: each view in light and dark, on a phone and on a wall, over a day of a simulated
/// network. By hand (CONTRIBUTING.md has the command).
/// </summary>
[Trait("By", "Hand")]
public sealed class PicturesByHand(BoardBrowser browser)
{
    private const int EventsOfADay = 5_000;
    private const float AnswersMs = 3_000; // Trends and lists are asked for when a view is opened.
    private const int WidthMax = 1_440; // A wall's picture is made smaller.
    private const int BytesMax = 250_000;

    private static readonly (string Name, string View)[] Views =
        [("network", "network"), ("department", "department/H1-EME/H1-EME-7"), ("flow", "flow"), ("lake", "lake")];

    [Fact]
    public async Task Makes_the_pictures_of_the_board()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.5");
        var run = await ChildProcess.RunAsync("dotnet", Programs.Line(
            "simulate", "--to", silo.Api.BaseAddress!.ToString(), "--seed", "7", "--bed-status", "--quiet",
            "--max-events", EventsOfADay.ToString(CultureInfo.InvariantCulture)));
        Assert.True(run.ExitCode == 0, $"simulator: {run}");
        await BusyNight.BeginAsync(silo, "H1-EME", full: "H4-ONC");
        // Alerts of full departments come after a while, and trends are of the lake.
        while (await WaitsAsync(silo)) await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        foreach (var (name, view) in Views)
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                await TakeAsync(silo, view, $"{name}-{scheme.ToString().ToLowerInvariant()}", 1280, 800, scheme);
            await TakeAsync(silo, view, $"{name}-phone", 390, 844, ColorScheme.Light);
            await TakeAsync(silo, view, $"{name}-wall", 3840, 2160, ColorScheme.Dark);
        }
    }

    private static async Task<bool> WaitsAsync(RunningSilo silo)
    {
        var status = await silo.AppliedAsync();
        var alerts = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");
        return status.GetProperty("partitions").EnumerateArray().Any(p => p.GetProperty("export_lag").GetInt64() > 0)
            || alerts.GetProperty("active").EnumerateArray().All(a => a.GetProperty("cause").GetString() != "occupancy_critical");
    }

    private async Task TakeAsync(RunningSilo silo, string view, string name, int width, int height, ColorScheme scheme)
    {
        await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!, o =>
        {
            o.ViewportSize = new() { Width = width, Height = height };
            o.ColorScheme = scheme;
        });
        await visit.ShowAsync(view);
        await visit.Page.WaitForTimeoutAsync(AnswersMs);
        var devTools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var clip = new Dictionary<string, object>
        {
            ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = Math.Min(1, (double)WidthMax / width),
        };
        var picture = await devTools.SendAsync("Page.captureScreenshot", new() { ["clip"] = clip });
        var bytes = picture?.GetProperty("data").GetBytesFromBase64() ?? [];
        Assert.True(bytes.Length is > 0 and < BytesMax, $"board-{name} has {bytes.Length:N0} bytes.");
        await File.WriteAllBytesAsync(Path.Combine(Programs.Root, "docs", $"board-{name}.png"), bytes);
    }
}
