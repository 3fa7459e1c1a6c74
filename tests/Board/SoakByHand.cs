using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>
/// A board that stays open for long keeps no more than it shows. By hand, since it takes its time: MINUTES says how long
/// (CONTRIBUTING.md has the command and the last figures).
/// </summary>
[Trait("By", "Hand")]
public sealed class SoakByHand(BoardBrowser browser, ITestOutputHelper output)
{
    // A change of the feed, ten a second, then tells of some 200 departments and beds.
    private const int EventsPerSecond = 2_000;
    private const double GrowthMbMax = 5;

    private static readonly int Minutes = int.Parse(Environment.GetEnvironmentVariable("MINUTES") ?? "30", CultureInfo.InvariantCulture);
    private static readonly string[] Views = ["network", "department/H3-ICU", "department/H3-ICU/H3-ICU-7", "flow", "lake"];

    [Fact]
    public async Task A_board_that_is_open_for_long_does_not_grow()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        using var simulator = SiloProgram.Start(
        [
            "simulate", "--to", silo.Api.BaseAddress!.ToString(), "--seed", "7", "--bed-status", "--quiet",
            "--rate", EventsPerSecond.ToString(CultureInfo.InvariantCulture),
        ]);
        try
        {
            await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!);
            await visit.ShowAsync("network");
            await visit.Page.EvaluateAsync(
                """
                async () => {
                  window.told = { changes: 0, parts: 0 };
                  (await import('/model.js')).onChange((change) => {
                    window.told.changes++;
                    window.told.parts += change.departments.size + change.beds.size;
                  });
                }
                """);
            var devTools = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
            await devTools.SendAsync("Performance.enable");
            await LookAroundAsync(visit, TimeSpan.FromMinutes(1)); // What is made once is made now.
            var first = await HeapMbAsync(devTools);
            output.WriteLine($"after a minute: {first:0.00} MB");
            var last = first;
            for (var minute = 2; minute <= Minutes; minute++)
            {
                await LookAroundAsync(visit, TimeSpan.FromMinutes(1));
                last = await HeapMbAsync(devTools);
                output.WriteLine($"after {minute} minutes: {last:0.00} MB, {await visit.Page.EvaluateAsync<string>("JSON.stringify(told)")}");
            }

            Assert.True(last - first < GrowthMbMax, $"It grew by {last - first:0.00} MB in {Minutes - 1} minutes.");
            visit.AssertFaultless();
        }
        finally
        {
            simulator.Kill();
        }
    }

    private static async Task LookAroundAsync(Visit visit, TimeSpan time)
    {
        foreach (var view in Views)
        {
            await visit.ShowAsync(view);
            await visit.Page.WaitForTimeoutAsync((float)(time / Views.Length).TotalMilliseconds);
        }

        await visit.ShowAsync(Views[0]);
        await Expect(visit.Page.Locator("#freshness")).Not.ToHaveAttributeAsync("data-state", "lost");
    }

    private static async Task<double> HeapMbAsync(ICDPSession devTools)
    {
        await devTools.SendAsync("HeapProfiler.collectGarbage");
        var metrics = await devTools.SendAsync("Performance.getMetrics");
        return metrics?.GetProperty("metrics").EnumerateArray()
            .Single(m => m.GetProperty("name").ValueEquals("JSHeapUsedSize")).GetProperty("value").GetDouble() / 1e6 ?? 0;
    }
}
