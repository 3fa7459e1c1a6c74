using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PatientFlow.Tests.Board;

/// <summary>Each view, for everybody, on any screen.</summary>
public sealed class ViewTests(BoardBrowser browser, LiveBoard board)
{
    public static TheoryData<string> Views => ["network", "hospital/3", "department/H3-ICU", "department/H3-ICU/H3-ICU-7", "flow", "lake"];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Has_no_fault_and_nothing_that_keeps_people_out_in_light_and_in_dark(string view)
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.ShowAsync(view);
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            var found = await visit.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            var grave = found.Violations.Where(v => v.Impact is "serious" or "critical")
                .Select(v => $"{view}, {scheme}: {v.Id}: {string.Join("; ", v.Nodes.Take(5).Select(n => n.Html))}");
            Assert.Empty(grave);
        }

        visit.AssertFaultless();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Fits_a_phone_without_moving_it_sideways(string view)
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync(), o => o.ViewportSize = new() { Width = 320, Height = 640 });
        await visit.ShowAsync(view);

        Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task Moves_nothing_for_people_who_do_not_want_that()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync(), o => o.ReducedMotion = ReducedMotion.Reduce);
        await visit.ShowAsync("network");

        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("document.getAnimations().length"));
    }
}
