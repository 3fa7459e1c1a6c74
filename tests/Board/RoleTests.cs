using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>Who signs in sees what their role and their part of the network allow, and their browser holds no more.</summary>
public sealed class RoleTests(BoardBrowser browser, GuardedBoard board)
{
    private static readonly string[] Views =
        ["network", $"department/H1-ICU/{GuardedBoard.OwnBed}", $"department/H3-ICU/{GuardedBoard.OtherBed}", "flow", "lake"];

    [Fact]
    public async Task A_clinician_sees_the_patients_of_their_hospital_and_nothing_of_another()
    {
        await using var visit = await SignedInAsync("clinician.1");
        await Expect(visit.Page.Locator("[data-department]")).ToHaveCountAsync(7);
        await Expect(visit.Page.Locator("[data-department^='H3-']")).ToHaveCountAsync(0);

        await visit.Page.GotoAsync($"/#/department/H1-ICU/{GuardedBoard.OwnBed}");
        await Expect(Bed(visit, GuardedBoard.OwnBed)).ToContainTextAsync(GuardedBoard.OwnPatient);
        await Expect(visit.Page.Locator("#bed-facts")).ToContainTextAsync(GuardedBoard.OwnPatient);
        await visit.Page.GotoAsync($"/#/department/H3-ICU/{GuardedBoard.OtherBed}");
        await Expect(visit.Page.Locator("#department-none")).ToBeVisibleAsync();
        Assert.DoesNotContain(GuardedBoard.OtherPatient, await visit.EverythingAsync(), StringComparison.Ordinal);
        visit.AssertFaultless();
    }

    [Fact]
    public async Task Housekeeping_sees_the_beds_and_no_patient_is_in_the_page_its_address_or_what_the_browser_keeps()
    {
        await using var visit = await SignedInAsync("housekeeping.1");
        var everything = new List<string>();
        foreach (var view in Views)
        {
            await visit.ShowAsync(view);
            if (view.EndsWith(GuardedBoard.OwnBed, StringComparison.Ordinal))
                await Expect(Bed(visit, GuardedBoard.OwnBed)).ToHaveAttributeAsync("data-status", "occupied");
            everything.Add(await visit.EverythingAsync());
        }

        Assert.DoesNotContain(everything, e => e.Contains(GuardedBoard.OwnPatient, StringComparison.Ordinal));
        Assert.DoesNotContain(everything, e => e.Contains(GuardedBoard.OtherPatient, StringComparison.Ordinal));
        visit.AssertFaultless();
    }

    [Fact]
    public async Task An_analyst_sees_counts_and_no_bed()
    {
        await using var visit = await SignedInAsync("analyst.1");
        foreach (var view in Views) await visit.ShowAsync(view);
        await visit.ShowAsync("department/H1-ICU");

        await Expect(visit.Page.Locator("#department-figures [data-figure=occupied] [data-part=figure]")).ToHaveTextAsync("1");
        await Expect(visit.Page.Locator("#beds-none")).ToHaveTextAsync("Your role sees counts, not beds.");
        await Expect(visit.Page.Locator("[data-bed]")).ToHaveCountAsync(0);
        visit.AssertFaultless();
    }

    [Fact]
    public async Task Whoever_has_no_role_is_told_what_is_missing()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync("nothing.1");

        await Expect(visit.Page.Locator("#sign-in")).ToContainTextAsync("census");
        visit.AssertFaultless();
    }

    private async Task<Visit> SignedInAsync(string account)
    {
        var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync(account);
        await Expect(visit.Page.Locator("#network")).ToBeVisibleAsync();
        return visit;
    }

    private static ILocator Bed(Visit visit, string id) => visit.Page.Locator($"[data-bed='{id}']");
}
