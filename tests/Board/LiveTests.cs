using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>The board follows what happens without being asked to, and comes back when the silo does.</summary>
public sealed class LiveTests(BoardBrowser browser, ITestOutputHelper output)
{
    [Fact]
    public async Task An_admission_is_pushed_to_the_bed_that_is_shown()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!);
        await visit.Page.GotoAsync("/#/department/H3-ICU");
        await Expect(Bed(visit, "H3-ICU-7")).ToHaveAttributeAsync("data-status", "free");
        // Gone with the page if it were loaded again.
        await visit.Page.EvaluateAsync(
            """
            new MutationObserver(() => { window.shownAt = Date.now(); })
              .observe(document.querySelector('[data-bed=H3-ICU-7]'), { attributeFilter: ['data-status'] })
            """);
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(new Uri(request.Url).AbsolutePath);

        var sent = TimeProvider.System.GetUtcNow();
        await silo.SendAsync(Wire.Admission("e-1", "p-1"));
        await Expect(Bed(visit, "H3-ICU-7")).ToHaveAttributeAsync("data-status", "occupied");
        var shown = DateTimeOffset.FromUnixTimeMilliseconds(await visit.Page.EvaluateAsync<long>("window.shownAt"));
        output.WriteLine($"From the request to the bed on the page: {(shown - sent).TotalMilliseconds:0} ms");

        Assert.DoesNotContain("/api/v1/beds", asked);
        visit.AssertFaultless();
    }

    [Fact]
    public async Task After_a_crash_of_the_silo_the_board_says_so_and_comes_back_to_what_is_true()
    {
        using var folder = new TestFolder();
        Uri address;
        await using (var first = await RunningSilo.StartAsync(folder["data"]))
        {
            address = first.Api.BaseAddress!;
            await first.SendAsync(Wire.Admission("e-1", "p-1"));
            await using var visit = await browser.OpenAsync(address);
            await visit.Page.GotoAsync("/#/department/H3-ICU");
            await Expect(Bed(visit, "H3-ICU-7")).ToHaveAttributeAsync("data-status", "occupied");

            first.Kill();
            await Expect(visit.Page.Locator("#freshness")).ToHaveAttributeAsync("data-state", "lost");
            await Expect(visit.Page.Locator("#trouble")).ToBeVisibleAsync();
            await Expect(Bed(visit, "H3-ICU-7")).ToHaveAttributeAsync("data-status", "occupied");
            await first.EndAsync();
            await using var second = await RunningSilo.StartAsync(folder["data"], "--url", address.ToString());
            await second.SendAsync(Wire.Discharge("e-2", "p-1"));
            await second.SendAsync(Wire.Admission("e-3", "p-2", bed: 8));

            await Expect(visit.Page.Locator("#freshness")).ToHaveAttributeAsync("data-state", "live");
            await Expect(Bed(visit, "H3-ICU-7")).Not.ToHaveAttributeAsync("data-status", "occupied");
            await Expect(Bed(visit, "H3-ICU-8")).ToHaveAttributeAsync("data-status", "occupied");
        }
    }

    private static ILocator Bed(Visit visit, string id) => visit.Page.Locator($"[data-bed='{id}']");
}
