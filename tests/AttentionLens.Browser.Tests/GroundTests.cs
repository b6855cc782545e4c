using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>Drawings follow the ground of the page, light or dark.</summary>
public sealed class GroundTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    private const string Paper = "rgb(255, 255, 255)";
    private const string Night = "rgb(20, 24, 31)";

    [BrowserFact]
    public async Task Drawing_OnADarkPage_IsDarkUntilThePageIsLight()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        Assert.Equal(Night, await Ground(report));
        Assert.Equal(Night, await Fill(report));

        await report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dark page" }).ClickAsync();
        Assert.Equal(Paper, await Ground(report));
        Assert.Equal(Paper, await Fill(report));
        await report.Close();
    }

    [BrowserFact]
    public async Task Drawing_WithoutScript_FollowsTheReadersChoice()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark }, hasScript: false);

        await Assertions.Expect(report.Page.Locator("#figures .following svg rect").First).ToHaveCSSAsync("fill", Night);
    }

    [BrowserFact]
    public async Task Drawing_OnPaper_IsLight()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });

        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        Assert.Equal(Paper, await Fill(report));
        await report.Close();
    }

    private static Task<string> Ground(OpenReport report) => report.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#figures .following')).backgroundColor");

    // The first rectangle of a drawing is its paper.
    private static Task<string> Fill(OpenReport report) =>
        report.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#figures .following svg rect')).fill");
}
