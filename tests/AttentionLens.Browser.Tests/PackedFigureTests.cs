using System.Globalization;
using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>Figures that stand compressed in a large page.</summary>
public sealed class PackedFigureTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    private const string AllShown = "() => document.querySelectorAll('.waiting').length === 0";

    [BrowserFact]
    public async Task Figures_InALargePage_AreAllThereSoon()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Crowded);
        int figures = ExplorerReports.Crowded.Artefacts.Length;

        await report.Page.WaitForFunctionAsync(AllShown);

        Assert.Equal(figures, await report.Page.Locator("#figures figure").CountAsync());
        Assert.Equal(figures - 1, await report.Page.Locator("#figures figure .drawing > svg").CountAsync());
        Assert.Equal(0, await report.Page.Locator("#figures image[href^='#']").CountAsync());
        Assert.True(await report.Page.Locator("#figures image[href^='data:image/png']").CountAsync() >= 20);
        Assert.Equal("0 0 0", await report.Page.EvaluateAsync<string>(
            "() => [document.querySelectorAll('#figures script').length, document.querySelectorAll('#figures b, #figures img').length, [...document.querySelectorAll('#figures td')].filter(cell => cell.onclick).length].join(' ')"));
        Assert.Equal(
            ExplorerReports.Hostile.Length * 60, await report.Page.Locator("figure[id='at:heads:words'] tbody tr").CountAsync());
        Assert.Equal("</script><img src=x onerror=alert(1)>", await report.Page.Locator("figure[id='at:heads:words'] tbody td").First.InnerTextAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Figure_ThatTheAddressNames_IsInViewOnceAllAreShown()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Crowded, fragment: "#at:maps:large-15");
        await report.Page.WaitForFunctionAsync(AllShown);
        await report.Settled();
        await report.Settled();

        double below = await report.Page.EvaluateAsync<double>(
            "() => document.getElementById('at:maps:large-15').getBoundingClientRect().top - document.querySelector('nav').getBoundingClientRect().bottom");

        Assert.InRange(below, -2, 40);
        await report.Close();
    }

    [BrowserFact]
    public async Task Film_InALargePage_HasItsPlayer()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Crowded, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        ILocator player = report.Page.Locator("figure[id='at:maps:film'] .player");

        await player.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Next of frames" }).ClickAsync();

        Assert.Contains("2 of 3", await player.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await report.Close();
    }

    [BrowserFact]
    public async Task Script_SwitchedOff_LeavesWordsInPlaceOfDrawings()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Crowded, hasScript: false);
        ILocator place = report.Page.Locator("figure[id='at:maps:large-03'] .waiting");

        string text = await place.InnerTextAsync();
        Assert.Equal(1280, await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));

        Assert.Contains("128 rows (token) and 128 columns (token)", text, StringComparison.Ordinal);
        Assert.Contains("It is drawn where scripts may run.", text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Print_OfALargePage_HasTheDrawings()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Crowded);
        await report.Page.WaitForFunctionAsync(AllShown);

        byte[] pdf = await report.Page.PdfAsync();

        Assert.InRange(pdf.Length, 200_000, int.MaxValue);
        await report.Close();
    }

    [BrowserFact]
    public async Task Weights_InCoarserSteps_AreThoseOfTheFigure()
    {
        AnalysisReport shown = ExplorerReports.Base(3, 24, 16, 128, examples: 2);
        HeadViewFigure figure = shown.Artefacts.OfType<HeadViewFigure>().First();
        await using OpenReport report = await chromium.Open(shown, fragment: "#explorer?example=0&layer=20&head=11&query=125&key=124");

        string read = await report.Page.Locator(".panel-heatmap .readout strong").InnerTextAsync();

        Assert.InRange(report.Bytes, 1, 5_000_000);
        Assert.Contains("steps on a square-root scale", await report.Page.Locator(".thinned").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(figure.Heads.Single(head => (head.Layer, head.Head) == (20, 11)).Weights[125, 124], float.Parse(read, CultureInfo.InvariantCulture), 0.031f);
        await report.Close();
    }
}
