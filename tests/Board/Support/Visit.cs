using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace PatientFlow.Tests.Board;

/// <summary>Somebody at the board, and what their browser found wrong.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // What the page has left behind, such as the feed of a view that was closed.
    private const string Unwanted = "net::ERR_ABORTED";

    private readonly Uri board;
    private readonly IBrowserContext profile;
    private readonly ConcurrentQueue<string> faults = new();

    private Visit(Uri board, IBrowserContext profile, IPage page)
    {
        this.board = board;
        this.profile = profile;
        Page = page;
        page.Console += (_, said) => Note(said.Location, said.Type is "error" or "warning", $"{said.Type}: {said.Text}");
        page.PageError += (_, error) => faults.Enqueue($"uncaught: {error}");
        page.Response += (_, answer) => Note(answer.Url, answer.Status >= 400, $"{answer.Status} {answer.Request.Method}");
        page.RequestFailed += (_, request) =>
            Note(request.Url, request.Failure is not Unwanted, $"{request.Failure} {request.Method}");
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Asserts that the console has no error or warning, and that no request was refused or failed, so far.</summary>
    public void AssertFaultless() => Assert.True(faults.IsEmpty, string.Join('\n', faults));

    public static async Task<Visit> BeginAsync(Uri board, IBrowserContext profile) => new(board, profile, await profile.NewPageAsync());

    /// <summary>Opens a view by its address, and waits until it shows what the feed said.</summary>
    public async Task ShowAsync(string view)
    {
        await Page.GotoAsync($"/#/{view}");
        await Assertions.Expect(Page.Locator("section.view:visible")).ToHaveCountAsync(1);
        await Page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>Signs in at the provider's page that comes up, and comes back.</summary>
    public async Task SignInAsync(string account)
    {
        await Page.GetByLabel("Account").FillAsync(account);
        await Page.GetByRole(AriaRole.Button).ClickAsync();
        await Page.WaitForURLAsync(url => url.StartsWith(board.ToString(), StringComparison.Ordinal));
    }

    /// <summary>Who the board takes them for, once it knows.</summary>
    public Task<JsonElement> MeAsync() => Page.EvaluateAsync<JsonElement>(
        """
        async () => {
          const signIn = await import('/signin.js');
          while (!signIn.me()) await new Promise(later => setTimeout(later, 20));
          return signIn.me();
        }
        """);

    /// <summary>The token that it asks with.</summary>
    public Task<string> TokenAsync() => Page.EvaluateAsync<string>("async () => (await import('/signin.js')).token()");

    /// <summary>Everything that the page shows, where it is, and what the browser keeps of it.</summary>
    public async Task<string> EverythingAsync() => string.Join(
        '\n', await Page.ContentAsync(), Page.Url,
        await Page.EvaluateAsync<string>("JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])"));

    public async ValueTask DisposeAsync() => await profile.CloseAsync();

    // The provider's own pages are not ours.
    private void Note(string where, bool isFault, string what)
    {
        if (isFault && where.StartsWith(board.ToString(), StringComparison.Ordinal)) faults.Enqueue($"{what} {where}");
    }
}
