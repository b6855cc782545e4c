using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>Every control of the explorer, by pointer.</summary>
public sealed class ExplorerTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    [BrowserFact]
    public async Task Selects_EachChoice_ShowsInTheAddressAndInThePictures()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string heatmap = await report.Picture("heatmap");

        await Field(report, "Layer").SelectOptionAsync("2");
        await Field(report, "Head").SelectOptionAsync("3");
        await Field(report, "Method").SelectOptionAsync("rollout");

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("2", "3", "rollout", "self", "0"), (view["layer"], view["head"], view["method"], view["attention"], view["example"]));
        Assert.NotEqual(heatmap, await report.Picture("heatmap"));
        Assert.Contains("layer 2, head 3", await Status(report), StringComparison.Ordinal);
        await Field(report, "Input").SelectOptionAsync("1");
        Assert.Equal("1", (await report.View())["example"]);
        Assert.Contains("أحب", await report.Page.Locator(".token-row:visible").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("rtl", await report.Page.Locator(".token-row:visible").First.GetAttributeAsync("dir"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Steppers_PreviousAndNext_GoRoundTheEnd()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await Button(report, "Previous layer").ClickAsync();
        await Button(report, "Next head").ClickAsync();
        await Button(report, "Next head").ClickAsync();
        await Button(report, "Previous head").ClickAsync();
        await Button(report, "Next layer").ClickAsync();
        await Button(report, "Next layer").ClickAsync();

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("1", "1"), (view["layer"], view["head"]));
        await report.Close();
    }

    [BrowserFact]
    public async Task Scale_Even_ChangesColoursAndLegend()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string before = await report.Picture("model");

        await Field(report, "Scale").SelectOptionAsync("plain");

        Assert.NotEqual(before, await report.Picture("model"));
        Assert.Contains("even scale", await report.Page.Locator(".panel-model .legend").GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await report.Close();
    }

    [BrowserFact]
    public async Task Sentences_Filter_LeavesLinksOut()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string links = await report.Picture("links");

        await Field(report, "Sentences").SelectOptionAsync("0-1");

        Assert.NotEqual(links, await report.Picture("links"));
        await Field(report, "Input").SelectOptionAsync("1");
        await report.Settled();
        Assert.False(await Field(report, "Sentences").IsVisibleAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Player_StepPlayPause_MovesOverLayers()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await Button(report, "Next of layers").ClickAsync();
        Assert.Equal("1", (await report.View())["layer"]);
        await Button(report, "Previous of layers").ClickAsync();
        await Button(report, "Previous of layers").ClickAsync();
        Assert.Equal("3", (await report.View())["layer"]);
        await Field(report, "Speed").SelectOptionAsync("4");
        await Button(report, "Play over layers").ClickAsync();
        await report.Page.WaitForFunctionAsync("() => location.hash.includes('layer=2')");
        await Button(report, "Pause over layers").ClickAsync();

        string paused = (await report.View())["layer"];
        await Task.Delay(600);
        Assert.Equal(paused, (await report.View())["layer"]);
        Assert.Equal("false", await Button(report, "Play over layers").GetAttributeAsync("aria-pressed"));
        await report.Close();
    }

    [BrowserFact]
    public async Task ModelView_Click_OpensTheHeadEverywhere()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string[] views = ["model", "heatmap", "links", "layers"];
        string[] before = [.. await Task.WhenAll(views.Select(report.Picture))];

        await report.Page.Locator("#explorer-model").ClickAsync(new LocatorClickOptions { Position = new Position { X = 26 + (90 * 2) + 20, Y = 20 + 90 + 20 } });

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("1", "2"), (view["layer"], view["head"]));
        Assert.All(views.Zip(before), pair => Assert.NotEqual(pair.Second, report.Picture(pair.First).GetAwaiter().GetResult()));
        await report.Close();
    }

    [BrowserFact]
    public async Task LayersView_ClickAndMean_ShowsAnotherLayerAndTheMean()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string before = await report.Picture("layers");

        await report.Page.Locator("#explorer-layers").ClickAsync(new LocatorClickOptions { Position = new Position { X = (94 * 3) + 20, Y = 30 } });
        Assert.Equal("3", (await report.View())["layer"]);
        await Field(report, "Show").SelectOptionAsync("mean");

        Assert.NotEqual(before, await report.Picture("layers"));
        Assert.Equal("Mean of heads, across layers", await report.Page.Locator("#explorer-layers-heading").InnerTextAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task HeadToggles_Click_DrawSeveralHeads()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string before = await report.Picture("links");

        await Button(report, "Draw head 2").ClickAsync();
        Assert.Equal("0.2", (await report.View())["heads"]);
        Assert.NotEqual(before, await report.Picture("links"));
        await Button(report, "all heads").ClickAsync();
        Assert.Equal("0.1.2.3", (await report.View())["heads"]);
        await Button(report, "Draw head 0").ClickAsync();
        Assert.Equal("1.2.3", (await report.View())["heads"]);
        await Button(report, "open head alone").ClickAsync();

        Assert.False((await report.View()).ContainsKey("heads"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Token_Hover_ShowsItsAttentionInAllViews()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string[] views = ["model", "heatmap", "links", "layers"];
        string[] before = [.. await Task.WhenAll(views.Select(report.Picture))];

        await report.Page.Locator(".token-row:visible .token").Nth(4).HoverAsync();

        Assert.All(views.Zip(before), pair => Assert.NotEqual(pair.Second, report.Picture(pair.First).GetAwaiter().GetResult()));
        Assert.Contains("on 4", await report.Page.Locator(".strongest tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("token 4 on gives", await Status(report), StringComparison.Ordinal);
        await report.Page.Mouse.MoveAsync(0, 0);
        Assert.Equal(before[0], await report.Picture("model"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Token_Click_StaysUntilItIsClickedAgain()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator token = report.Page.Locator(".token-row:visible .token").Nth(4);

        await token.ClickAsync();
        Assert.Equal("4", (await report.View())["query"]);
        Assert.Equal("true", await token.GetAttributeAsync("aria-selected"));
        await token.ClickAsync();

        Assert.False((await report.View()).ContainsKey("query"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Heatmap_HoverAndClick_GivesTheExactWeight()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        HeadViewFigure figure = ExplorerReports.Small.Artefacts.OfType<HeadViewFigure>().First();

        // The last cell lies in the corner, whatever the width of the labels.
        LocatorBoundingBoxResult box = (await report.Page.Locator("#explorer-heatmap").BoundingBoxAsync())!;
        await report.Page.Locator("#explorer-heatmap").ClickAsync(new LocatorClickOptions { Position = new Position { X = box.Width - 10, Y = box.Height - 10 } });

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("11", "11"), (view["query"], view["key"]));
        string expected = figure.Heads[0].Weights[11, 11].ToString("F4", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"[SEP] (11) → [SEP] (11): {expected}", await report.Page.Locator(".panel-heatmap .readout").InnerTextAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task LinksView_HoverAndClick_ChoosesATokenOfEitherSide()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator links = report.Page.Locator("#explorer-links");

        await links.ClickAsync(new LocatorClickOptions { Position = new Position { X = 20, Y = 24 + (19 * 3) + 9 } });
        Assert.Equal("3", (await report.View())["query"]);
        await links.ClickAsync(new LocatorClickOptions { Position = new Position { X = 480, Y = 24 + (19 * 5) + 9 } });

        Dictionary<string, string> view = await report.View();
        Assert.Equal("5", view["key"]);
        Assert.False(view.ContainsKey("query"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Attention_OfATranslation_HasThreeKinds()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Translation);

        string[] kinds = [.. await Field(report, "Attention").Locator("option").AllInnerTextsAsync()];
        Assert.Equal(["Cross-attention", "Decoder self-attention", "Encoder self-attention"], kinds);
        Assert.Equal(3, await report.Page.Locator(".token-row:visible").CountAsync());
        await Field(report, "Attention").SelectOptionAsync(new SelectOptionValue { Label = "Encoder self-attention" });

        Assert.Equal("encoder", (await report.View())["attention"]);
        Assert.Equal(2, await report.Page.Locator(".token-row:visible").CountAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Scheme_Switch_TurnsThePageAndThePicturesDark()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        string before = await report.Picture("model");

        await Button(report, "Dark page").ClickAsync();

        Assert.NotEqual(before, await report.Picture("model"));
        Assert.Equal("rgb(13, 16, 22)", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await Button(report, "Dark page").ClickAsync();
        Assert.Equal(before, await report.Picture("model"));
        await report.Close();
    }

    private static ILocator Field(OpenReport report, string name) => report.Page.Locator($"#explorer select[aria-label='{name}']");

    private static ILocator Button(OpenReport report, string name) =>
        report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private static async Task<string> Status(OpenReport report)
    {
        await Task.Delay(350);
        return await report.Page.Locator("#explorer-status").InnerTextAsync();
    }
}
