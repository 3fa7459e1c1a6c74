using System.Globalization;
using System.Text.Json;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>What the board shows is what the API says.</summary>
public sealed class SameAsApiTests(BoardBrowser browser, LiveBoard board)
{
    [Fact]
    public async Task The_network_shows_the_free_beds_of_every_department()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/");
        var departments = await board.ListAsync("departments");
        await Expect(visit.Page.Locator("[data-department]")).ToHaveCountAsync(departments.Length);

        var shown = await visit.Page.Locator("[data-department]").EvaluateAllAsync<string[]>(
            "tiles => tiles.map(tile => `${tile.dataset.department} ${tile.dataset.state} ${tile.querySelector('[data-part=free]').textContent}`)");
        Assert.Equal(
            departments.Select(d => $"{Text(d, "key")} {Text(d, "state")} ○ {Number(d, "free")}").Order(StringComparer.Ordinal),
            shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_department_shows_its_census_and_the_state_of_every_bed()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        var wrong = new List<string>();
        foreach (var department in await board.ListAsync("departments"))
        {
            var key = Text(department, "key");
            await visit.Page.GotoAsync($"/#/department/{key}");
            var beds = (await board.ListAsync($"beds?department={key}")).Select(b => $"{Text(b, "bed_id")} {Text(b, "status")}").ToList();
            var tiles = visit.Page.Locator($"[data-bed^='{key}-']");
            await Expect(tiles).ToHaveCountAsync(beds.Count);
            var shown = await tiles.EvaluateAllAsync<string[]>("tiles => tiles.map(tile => `${tile.dataset.bed} ${tile.dataset.status}`)");
            if (!beds.ToHashSet().SetEquals(shown)) wrong.Add($"{key}: {string.Join(", ", beds.Except(shown))}");
            foreach (var (figure, field) in new[] { ("occupied", "occupancy"), ("free", "free"), ("conflicts", "conflicts") })
            {
                var text = await visit.Page.Locator($"#department-figures [data-figure={figure}] [data-part=figure]").InnerTextAsync();
                if (text != Number(department, field)) wrong.Add($"{key}: {figure} {text}, not {Number(department, field)}");
            }
        }

        Assert.Empty(wrong);
        visit.AssertFaultless();
    }

    private static string Text(JsonElement of, string field) => of.GetProperty(field).GetString() ?? "";

    private static string Number(JsonElement of, string field) => of.GetProperty(field).GetInt32().ToString(CultureInfo.InvariantCulture);
}
