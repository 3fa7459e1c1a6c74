using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PatientFlow.Tests.Board.BoardBrowser))]

namespace PatientFlow.Tests.Board;

/// <summary>One Chromium of the machine for all tests; each test has a profile of its own. Nothing is downloaded.</summary>
public sealed class BoardBrowser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "google-chrome"];

    // How long a test waits for what it wants to see, however slow the machine.
    private const float PatienceMs = 60_000;

    private IPlaywright? driver;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program) return;
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = program });
    }

    /// <summary>Opens a page of a new profile, or skips the test where there is no browser.</summary>
    internal async Task<Visit> OpenAsync(Uri board, Action<BrowserNewContextOptions>? more = null)
    {
        Assert.SkipWhen(browser is null, "There is no Chromium here: apt-get install chromium");
        var options = new BrowserNewContextOptions
        {
            BaseURL = board.ToString(), ViewportSize = new() { Width = 1280, Height = 800 }, TimezoneId = "Etc/UTC",
        };
        more?.Invoke(options);
        return await Visit.BeginAsync(board, await browser.NewContextAsync(options));
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        driver?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
