using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>Everything can be reached by keys alone, and one sees where one is.</summary>
public sealed class KeyboardTests(BoardBrowser browser, LiveBoard board)
{
    [Fact]
    public async Task From_the_network_to_a_bed_and_back()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.ShowAsync("network");
        var keys = visit.Page.Keyboard;

        await TabToAsync(visit, "#hospitals a");
        await AssertSeenAsync(visit);
        var first = await FocusedAsync(visit);
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowDown");
        Assert.NotEqual(first, await FocusedAsync(visit));
        await AssertSeenAsync(visit);
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("#department")).ToBeVisibleAsync();

        await TabToAsync(visit, "#beds a");
        await keys.PressAsync("End");
        var last = await FocusedAsync(visit);
        await AssertSeenAsync(visit);
        await keys.PressAsync("Enter");
        await Expect(visit.Page.Locator("#bed")).ToBeFocusedAsync();
        await keys.PressAsync("Escape");
        await Expect(visit.Page.Locator("#bed")).ToBeHiddenAsync();
        Assert.Equal(last, await FocusedAsync(visit));

        await keys.PressAsync("g");
        await keys.PressAsync("h");
        await Expect(visit.Page.Locator("#network")).ToBeVisibleAsync();
        visit.AssertFaultless();
    }

    [Theory]
    [InlineData("h", "#network")]
    [InlineData("d", "#department")]
    [InlineData("f", "#flow")]
    [InlineData("l", "#lake")]
    public async Task Two_keys_lead_to_each_view(string key, string view)
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.ShowAsync(key == "h" ? "lake" : "network");
        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync(key);

        await Expect(visit.Page.Locator(view)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_slash_leads_to_a_bed_by_its_name()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.ShowAsync("network");
        await visit.Page.Keyboard.PressAsync("/");
        await Expect(visit.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("h3-icu-7");
        await Expect(visit.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("H3-ICU-7");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(visit.Page).ToHaveURLAsync(new Uri(await board.AddressAsync(), "/#/department/H3-ICU/H3-ICU-7").ToString());
        await Expect(visit.Page.Locator("#bed-title")).ToHaveTextAsync("Bed 7");
    }

    private static async Task TabToAsync(Visit visit, string wanted)
    {
        const int StopsMax = 40;
        for (var i = 0; i < StopsMax; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<bool>("wanted => document.activeElement.matches(wanted)", wanted)) return;
        }

        Assert.Fail($"{wanted} is not within {StopsMax} stops of the Tab key.");
    }

    private static Task<string> FocusedAsync(Visit visit) =>
        visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href') ?? document.activeElement.id");

    // A focus ring that is drawn, and not under another element.
    private static async Task AssertSeenAsync(Visit visit) => Assert.Equal("seen", await visit.Page.EvaluateAsync<string>(
        """
        () => {
          const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
          if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return `no ring: ${style.outline}`;
          const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
          return at.contains(top) ? 'seen' : `under ${top?.outerHTML.slice(0, 80)}`;
        }
        """));
}
