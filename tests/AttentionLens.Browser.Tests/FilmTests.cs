using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>Films stepped by hand, and played.</summary>
public sealed class FilmTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    private static readonly BrowserNewContextOptions Still = new() { ReducedMotion = ReducedMotion.Reduce };

    [BrowserFact]
    public async Task Player_ButtonsAndKeys_StepOverTheFrames()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving, Still);
        ILocator player = Player(report);
        Assert.Equal(0, await Shown(report));

        await player.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Next of frames" }).ClickAsync();
        Assert.Equal(1, await Shown(report));
        Assert.Contains("2 of 3", await player.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await player.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Previous of frames" }).ClickAsync();
        await player.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Previous of frames" }).ClickAsync();
        Assert.Equal(2, await Shown(report));
        await player.Locator(".play").PressAsync("ArrowRight");
        Assert.Equal(0, await Shown(report));
        await player.Locator(".play").PressAsync("ArrowLeft");
        Assert.Equal(2, await Shown(report));
        await report.Close();
    }

    [BrowserFact]
    public async Task Player_WhereMotionIsUnwanted_WaitsUntilItIsAsked()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving, Still);
        ILocator play = Player(report).Locator(".play");
        Assert.Equal("false", await play.GetAttributeAsync("aria-pressed"));

        await Player(report).Locator("select").SelectOptionAsync("4");
        await play.PressAsync("p");
        Assert.Equal("true", await play.GetAttributeAsync("aria-pressed"));
        await report.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('g.lens-frame')].findIndex(frame => getComputedStyle(frame).visibility === 'visible') === 1");
        await play.ClickAsync();

        int paused = await Shown(report);
        await Task.Delay(600);
        Assert.Equal(paused, await Shown(report));
        await report.Close();
    }

    [BrowserFact]
    public async Task Player_AtFirst_PlaysAsThePictureDoesAndPauses()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        ILocator play = Player(report).Locator(".play");
        Assert.Equal("Pause over frames", await play.GetAttributeAsync("aria-label"));

        await report.Page.WaitForFunctionAsync("() => document.querySelector('#figures .player').getAttribute('aria-label').includes('2 of 3')");
        await play.ClickAsync();

        int paused = await Shown(report);
        await Task.Delay(1200);
        Assert.Equal(paused, await Shown(report));
        Assert.Equal("Play over frames", await play.GetAttributeAsync("aria-label"));
        await report.Close();
    }

    private static ILocator Player(OpenReport report) => report.Page.Locator("figure[id='at:maps:film'] .player");

    /// <summary>The one frame that can be seen.</summary>
    private static async Task<int> Shown(OpenReport report)
    {
        int[] visible = await report.Page.EvaluateAsync<int[]>(
            "() => [...document.querySelectorAll('g.lens-frame')].flatMap((frame, index) => getComputedStyle(frame).visibility === 'visible' ? [index] : [])");
        return Assert.Single(visible);
    }
}
