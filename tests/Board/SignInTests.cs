using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PatientFlow.Tests.Board;

/// <summary>People sign in at a provider that is not ours, and the board shows them their part and no more.</summary>
public sealed class SignInTests(BoardBrowser browser, GuardedBoard board)
{
    [Fact]
    public async Task Whoever_signs_in_comes_back_to_what_they_asked_for_and_nothing_is_left_in_the_browser()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/#/department/H1-ICU");
        await visit.SignInAsync("clinician.1");

        await Expect(visit.Page).ToHaveURLAsync(new Uri(await board.AddressAsync(), "/#/department/H1-ICU").ToString());
        var me = await visit.MeAsync();
        Assert.Equal("clinician.1", me.GetProperty("subject").GetString());
        Assert.Equal("[{},{},\"\"]", await visit.Page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, document.cookie])"));
        visit.AssertFaultless();
    }

    [Fact]
    public async Task An_answer_to_another_sign_in_is_refused()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.GetByLabel("Account")).ToBeVisibleAsync();
        await visit.Page.GotoAsync($"{await board.AddressAsync()}?code=stolen&state=guessed");

        await Expect(visit.Page.Locator("#sign-in")).ToHaveTextAsync("This is not the answer to a sign-in of this page.");
        Assert.DoesNotContain("stolen", await visit.EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_signs_out_is_out_here_and_at_the_provider()
    {
        await using var visit = await browser.OpenAsync(await board.AddressAsync());
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync("clinician.1");
        await visit.MeAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync(); // The provider asks again.

        await Expect(visit.Page.Locator("#sign-in")).ToHaveTextAsync("You are signed out.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(visit.Page.GetByLabel("Account")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("board-brief", "grant_type=refresh_token")]
    [InlineData("board-brief-no-refresh", "grant_type=authorization_code")]
    public async Task A_token_that_ends_is_renewed_without_the_person(string client, string how)
    {
        using var folder = new TestFolder();
        using var provider = await OidcProvider.StartAsync();
        await using var silo = await GuardedBoard.StartAsync(provider, folder["data"], client);
        await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!);
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync("clinician.1");
        await visit.MeAsync();
        var first = await visit.TokenAsync();

        await visit.Page.RunAndWaitForRequestAsync(
            async () => await visit.Page.EvaluateAsync("setInterval(async () => (await import('/signin.js')).ask('/api/v1/me'), 100)"),
            request => request.PostData?.Contains(how, StringComparison.Ordinal) == true);
        await visit.MeAsync();
        Assert.NotEqual(first, await visit.TokenAsync());
        visit.AssertFaultless();
    }

    [Fact]
    public async Task Tokens_that_the_silo_does_not_take_are_said_once_and_not_asked_for_again()
    {
        using var folder = new TestFolder();
        using var provider = await OidcProvider.StartAsync();
        await using var silo = await RunningSilo.StartAsync(
            folder["data"], "--oidc-authority", provider.Issuer, "--oidc-audience", "api://another", "--oidc-client", "board");
        await provider.RegisterAsync(silo.Api.BaseAddress!);
        await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!);
        await visit.Page.GotoAsync("/");
        await visit.SignInAsync("clinician.1");

        await Expect(visit.Page.Locator("#sign-in")).ToContainTextAsync("--oidc-audience");
    }

    [Fact]
    public async Task A_silo_that_takes_keys_alone_says_that_people_cannot_sign_in()
    {
        using var folder = new TestFolder();
        await SiloProgram.RunAsync("keys", "add", "one", "--role", "admin", "--hospital", "*", "--api-keys", folder["keys"]);
        await using var silo = await RunningSilo.StartAsync(folder["data"], "--api-keys", folder["keys"]);
        await using var visit = await browser.OpenAsync(silo.Api.BaseAddress!);
        await visit.Page.GotoAsync("/");

        await Expect(visit.Page.Locator("#sign-in")).ToContainTextAsync("no sign-in for people");
        visit.AssertFaultless();
    }
}
