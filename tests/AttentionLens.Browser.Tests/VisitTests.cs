using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>From a finding or figure to the explorer and back, what an address keeps, filters that leave nothing, and images.</summary>
public sealed class VisitTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    [BrowserTheory]
    [InlineData("")]
    [InlineData("#explorer?example=0&layer=3&head=1")]
    [InlineData("#finding-2")]
    public async Task Back_FromTheExplorer_ReturnsToTheFinding(string fragment)
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, fragment: fragment);
        ILocator button = report.Page.Locator("#findings").GetByText("Open in explorer").Nth(1);
        ILocator back = report.Page.GetByText("Back to where you were");
        Assert.False(await back.IsVisibleAsync());

        await button.ClickAsync();
        Assert.Equal(("1", "0"), ((await report.View())["layer"], (await report.View())["head"]));
        await back.ClickAsync();
        await report.Page.WaitForFunctionAsync("fragment => location.hash.startsWith(fragment.slice(0, 12))", fragment);
        await report.Settled();

        Assert.Equal("Open in explorer: finding 2", await report.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('aria-label')"));
        await Assertions.Expect(button).ToBeInViewportAsync();
        Assert.False(await back.IsVisibleAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Link_AfterAVisit_LeadsWhereItSays()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await report.Page.Locator("#findings").GetByText("Open in explorer").First.ClickAsync();
        await report.Settled();
        await report.Page.Locator("nav").GetByText("Examples").ClickAsync();
        await report.Settled();

        Assert.Equal("#examples", await report.Page.EvaluateAsync<string>("() => location.hash"));
        Assert.False(await report.Page.EvaluateAsync<bool>("() => document.activeElement.classList.contains('open-head')"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Address_AfterReload_ShowsTheSameView()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        Dictionary<string, string> choices = new() { ["Scale"] = "plain", ["Sentences"] = "0-1", ["Show"] = "mean", ["Method"] = "rollout", ["Layer"] = "2" };
        foreach ((string name, string value) in choices)
        {
            await Field(report, name).SelectOptionAsync(value);
        }

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("plain", "0-1", "mean"), (view["scale"], view["sentences"], view["across"]));
        await report.Page.ReloadAsync();
        await report.Page.WaitForFunctionAsync("() => performance.getEntriesByName('explorer-drawn').length > 0");

        foreach ((string name, string value) in choices)
        {
            Assert.Equal(value, await Field(report, name).InputValueAsync());
        }
    }

    [BrowserFact]
    public async Task Escape_InTheExplorer_LetsTheTokenGo()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, fragment: "#explorer?query=3");
        Assert.Equal("3", (await report.View())["query"]);

        await report.Page.Locator("#explorer-heatmap").PressAsync("Escape");

        Assert.False((await report.View()).ContainsKey("query"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Filters_ThatLeaveNothing_SaySoAndLeadBack()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator findings = report.Page.Locator("#findings tbody tr:visible");
        ILocator figures = report.Page.Locator("#figures figure:visible");
        Assert.False(await report.Page.GetByText("Show all findings").IsVisibleAsync());

        await report.Page.Locator("#findings select[aria-label='Layer']").SelectOptionAsync("2");
        Assert.Equal(1, await findings.CountAsync());
        await report.Page.Locator("#findings").GetByLabel("Warning").UncheckAsync();
        Assert.Equal("None of 3 fits.", await report.Page.Locator("#findings .filters [role='status']").InnerTextAsync());
        await report.Page.GetByText("Show all findings").ClickAsync();
        Assert.Equal(3, await findings.CountAsync());
        Assert.True(await report.Page.Locator("#findings").GetByLabel("Warning").IsCheckedAsync());

        await report.Page.Locator("#figures select[aria-label='Group']").SelectOptionAsync("attribution");
        await report.Page.Locator("#figures select[aria-label='Example']").SelectOptionAsync("1");
        Assert.Equal(1, await figures.CountAsync());
        await report.Page.GetByText("Show all figures").ClickAsync();
        Assert.Equal(6, await figures.CountAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Links_BetweenFindingAndFigure_LeadThereAndBack()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator row = report.Page.Locator("#finding-1");
        ILocator figure = report.Page.Locator("figure[id='at:maps:example-0:layer-2:head-3']");

        await row.Locator(".figure-link").ClickAsync();
        await Assertions.Expect(figure.Locator("h4")).ToBeInViewportAsync();
        await report.Page.GetByLabel("Search findings").FillAsync("previous");
        Assert.False(await row.IsVisibleAsync());
        await figure.GetByText("AL1001, finding 1").ClickAsync();
        await report.Settled();

        Assert.True(await row.IsVisibleAsync());
        await Assertions.Expect(row).ToBeInViewportAsync();
        await report.Close();
    }

    [BrowserFact]
    public async Task Image_InTheText_StandsAsPatchesUnderItsMethods()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Patches);

        Assert.Equal("Patches", await report.Page.Locator("#explorer-text-heading").InnerTextAsync());
        Assert.Equal(["occlusion", "saliency"], await Field(report, "Method").Locator("option").AllInnerTextsAsync());
        int[] tops = await report.Page.EvaluateAsync<int[]>("() => [...document.querySelector('.token-row:not([hidden] *)').children].map((token) => token.offsetTop)");
        Assert.Equal([1, 3, 3], tops.GroupBy(top => top).Select(row => row.Count()));
        ILocator strongest = report.Page.Locator("[aria-label='Tokens that attend'] .token").Nth(4);
        Assert.Equal("occlusion: 0.5000 score", await strongest.GetAttributeAsync("title"));
        await Field(report, "Method").SelectOptionAsync("saliency");
        await report.Settled();
        Assert.Equal("saliency: 0.2500 score", await strongest.GetAttributeAsync("title"));
        await report.Close();
    }

    private static ILocator Field(OpenReport report, string name) => report.Page.Locator($"#explorer select[aria-label='{name}']");
}
