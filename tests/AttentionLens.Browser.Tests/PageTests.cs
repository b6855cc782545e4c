using System.Diagnostics;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace AttentionLens.Browser.Tests;

/// <summary>The page as a whole: links, keys, findings, figures, print, width, strange texts, size.</summary>
public sealed class PageTests(ChromiumProcess chromium, ITestOutputHelper output) : IClassFixture<ChromiumProcess>
{
    [BrowserFact]
    public async Task Fragment_OfAView_OpensThatView()
    {
        const string Fragment = "#explorer?example=1&attention=self&layer=2&head=1&heads=1.3&query=2&key=4&method=rollout";
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, fragment: Fragment);

        Assert.Equal("2", await report.Page.Locator("#explorer select[aria-label='Layer']").InputValueAsync());
        Assert.Equal("rollout", await report.Page.Locator("#explorer select[aria-label='Method']").InputValueAsync());
        Assert.Contains("القراءة (2) → !", await report.Page.Locator(".panel-heatmap .readout").InnerTextAsync(), StringComparison.Ordinal);
        await report.Page.EvaluateAsync("() => { location.hash = '#explorer?example=0&attention=self&layer=3&head=3'; }");
        await report.Settled();
        Assert.Equal("3", await report.Page.Locator("#explorer select[aria-label='Head']").InputValueAsync());
        await report.Close();
    }

    [BrowserTheory]
    [InlineData("#explorer?layer=-1&head=999999999999&query=x&key=77&heads=..&method=%00&example=5&attention=nonsense")]
    [InlineData("#explorer?%E0%A4%A")]
    [InlineData("#at:maps%")]
    public async Task Fragment_OfNonsense_OpensWhatThereIs(string fragment)
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, fragment: fragment);

        Assert.Equal("0", await report.Page.Locator("#explorer select[aria-label='Layer']").InputValueAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Keys_Alone_ReachAndMoveEverything()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        IKeyboard keys = report.Page.Keyboard;
        HashSet<string> reached = [];
        for (int presses = 0; presses < 80; presses++)
        {
            await keys.PressAsync("Tab");
            reached.Add(await report.Page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"));
        }

        string[] expected = ["Input", "Attention", "Layer", "Previous layer", "Next layer", "Head", "Method", "Sentences", "Scale", "Previous of layers", "Play over layers",
            "Next of layers", "Speed", "Keys of the explorer", "explorer-model", "explorer-heatmap", "explorer-links", "explorer-layers", "Show", "Draw head 0", "all heads", "Dark page",
            "Search findings", "Open in explorer: finding 1", "Search figures"];
        Assert.All(expected, name => Assert.Contains(name, reached));

        await report.Page.Locator("#explorer-model").FocusAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        Assert.Equal(("1", "2"), ((await report.View())["layer"], (await report.View())["head"]));
        await report.Page.Locator("#explorer-heatmap").FocusAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowLeft");
        Assert.Equal(("1", "11"), ((await report.View())["query"], (await report.View())["key"]));
        await keys.PressAsync("h");
        Assert.Equal("0.1.2.3", (await report.View())["heads"]);
        await keys.PressAsync("x");
        Assert.False((await report.View()).ContainsKey("query"));
        await keys.PressAsync("m");
        Assert.Equal("rollout", (await report.View())["method"]);
        await keys.PressAsync("e");
        Assert.Equal("1", (await report.View())["example"]);
        await keys.PressAsync("?");
        Assert.True(await report.Page.Locator("#explorer-keys").IsVisibleAsync());
        await keys.PressAsync("Escape");
        Assert.False(await report.Page.Locator("#explorer-keys").IsVisibleAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Keys_OfALetter_DoWhatTheListSays()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Translation);
        IKeyboard keys = report.Page.Keyboard;
        await report.Page.Locator("#explorer-layers").FocusAsync();

        await keys.PressAsync("ArrowRight");
        Assert.Equal("1", (await report.View())["layer"]);
        await keys.PressAsync("a");
        Assert.Equal("decoder", (await report.View())["attention"]);
        await keys.PressAsync("t");
        Assert.Equal("dark", await report.Page.EvaluateAsync<string>("() => document.documentElement.dataset.scheme"));
        await keys.PressAsync("p");
        await report.Page.WaitForFunctionAsync("() => location.hash.includes('layer=2')");
        await keys.PressAsync("p");
        Assert.Equal("false", await report.Page.Locator(".play").GetAttributeAsync("aria-pressed"));

        // A field keeps its own keys.
        await report.Page.Locator("#explorer select[aria-label='Layer']").FocusAsync();
        await keys.PressAsync("t");
        Assert.Equal("dark", await report.Page.EvaluateAsync<string>("() => document.documentElement.dataset.scheme"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Keys_InTheText_MoveOverTokensInReadingOrder()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, fragment: "#explorer?example=1");
        await report.Page.Locator(".token-row:visible .token").First.FocusAsync();

        // This text reads from right to left.
        await report.Page.Keyboard.PressAsync("ArrowLeft");
        await report.Page.Keyboard.PressAsync("ArrowLeft");
        await report.Page.Keyboard.PressAsync("ArrowRight");
        await report.Page.Keyboard.PressAsync("Enter");

        Assert.Equal("1", (await report.View())["query"]);
        await report.Page.Keyboard.PressAsync("End");
        await report.Page.Keyboard.PressAsync(" ");
        Assert.Equal("5", (await report.View())["query"]);
        Assert.NotEqual("none", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Findings_SearchAndSeverity_LeaveTheRowsThatFit()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator rows = report.Page.Locator("#findings tbody tr:visible");
        Assert.Equal(3, await rows.CountAsync());

        await report.Page.GetByLabel("Search findings").FillAsync("PREVIOUS layer");
        Assert.Equal(0, await rows.CountAsync());
        await report.Page.GetByLabel("Search findings").FillAsync("al1001 DELIMITER");
        Assert.Equal(1, await rows.CountAsync());
        Assert.Equal("1 of 3 shown.", await report.Page.Locator("#findings .filters [role='status']").InnerTextAsync());
        await report.Page.GetByLabel("Search findings").FillAsync(string.Empty);
        await report.Page.Locator("#findings").GetByLabel("Warning").UncheckAsync();
        Assert.Equal(2, await rows.CountAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Findings_OpenInExplorer_ShowsHeadTokenAndExample()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator buttons = report.Page.Locator("#findings").GetByText("Open in explorer");

        // The third finding names a layer that no figure has.
        Assert.Equal(2, await buttons.CountAsync());
        await buttons.Nth(1).ClickAsync();

        Dictionary<string, string> view = await report.View();
        Assert.Equal(("1", "1", "0", "3", "2"), (view["example"], view["layer"], view["head"], view["query"], view["key"]));
        Assert.Equal("explorer-model", await report.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Figures_TextLayerAndHead_LeaveThoseThatFit()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);
        ILocator figures = report.Page.Locator("#figures figure:visible");
        Assert.Equal(6, await figures.CountAsync());

        await report.Page.Locator("#figures select[aria-label='Layer']").SelectOptionAsync("2");
        Assert.Equal(1, await figures.CountAsync());
        await report.Page.Locator("#figures select[aria-label='Head']").SelectOptionAsync("0");
        Assert.Equal(0, await figures.CountAsync());
        await report.Page.Locator("#findings .figure-link").First.ClickAsync();
        await report.Settled();
        Assert.Equal(6, await figures.CountAsync());
        await report.Page.GetByLabel("Search figures").FillAsync("side by side");
        Assert.Equal(2, await figures.CountAsync());
        Assert.Equal(1, await report.Page.Locator("#figures .group:visible").CountAsync());
        await report.Page.GetByLabel("Search figures").FillAsync("head 2.3");
        await figures.GetByText("Open in explorer").ClickAsync();
        Assert.Equal(("2", "3"), ((await report.View())["layer"], (await report.View())["head"]));
        await report.Close();
    }

    [BrowserFact]
    public async Task StrangeTexts_EverywhereOnThePage_StayTexts()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Strange);
        await report.Page.Locator(".token-row:visible .token").First.ClickAsync();
        await report.Page.Locator("#explorer-heatmap").HoverAsync();
        await report.Settled();

        Assert.Equal(0, await report.Page.Locator("#explorer img, #explorer b").CountAsync());
        Assert.Equal("</script><img src=x onerror=alert(1)>", await report.Page.Locator(".token-row:visible .token").First.InnerTextAsync());
        Assert.Contains("<img src=x onerror=alert(2)>", await report.Page.Locator(".panel-text").InnerTextAsync(), StringComparison.Ordinal);
        await report.Close();
    }

    [BrowserTheory]
    [InlineData("() => { const script = document.createElement('script'); script.textContent = 'document.title = \"run\"'; document.body.append(script); }", "script-src")]
    [InlineData("() => { const image = new Image(); image.src = 'https://example.org/a.png'; document.body.append(image); }", "img-src")]
    [InlineData("() => fetch('https://example.org/').catch(() => {})", "connect-src|default-src")]
    public async Task Policy_WhatAStrangersTextWouldTry_IsRefused(string attempt, string rule)
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await report.Page.EvaluateAsync(attempt);
        await report.Settled();

        Assert.Contains(report.Complaints, complaint => rule.Split('|').Any(one => complaint.Contains(one, StringComparison.Ordinal)));
        Assert.NotEqual("run", await report.Page.TitleAsync());
    }

    [BrowserTheory]
    [InlineData(390, "small", ColorScheme.Light)]
    [InlineData(390, "translation", ColorScheme.Dark)]
    [InlineData(390, "strange", ColorScheme.Light)]
    [InlineData(1280, "strange", ColorScheme.Dark)]
    public async Task Width_OfAnyScreen_NeedsNoScrollingSideways(int width, string name, ColorScheme scheme)
    {
        AnalysisReport shown = name switch { "small" => ExplorerReports.Small, "translation" => ExplorerReports.Translation, _ => ExplorerReports.Strange };
        await using OpenReport report = await chromium.Open(
            shown, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = scheme });

        Assert.Equal(width, await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        string expected = scheme == ColorScheme.Dark ? "rgb(13, 16, 22)" : "rgb(245, 246, 248)";
        Assert.Equal(expected, await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Print_InTheDark_IsLightAndHidesControls()
    {
        await using OpenReport report = await chromium.Open(
            ExplorerReports.Small, new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark }, "#explorer?layer=2&head=1&query=3");
        string dark = await report.Picture("heatmap");

        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await report.Settled();

        Assert.NotEqual(dark, await report.Picture("heatmap"));
        Assert.Equal("rgb(255, 255, 255)", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.False(await report.Page.Locator(".player").IsVisibleAsync());
        Assert.False(await report.Page.GetByLabel("Search findings").IsVisibleAsync());
        Assert.True(await report.Page.Locator("#explorer-heatmap").IsVisibleAsync());
        Assert.NotEmpty(await report.Page.PdfAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Player_WhereMotionIsUnwanted_StartsSlow()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal("0.5", await report.Page.Locator("#explorer select[aria-label='Speed']").InputValueAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Figures_OfAllHeads_OpenTheirExample()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await report.Page.Locator("figure[id='at:maps:example-1:head-view']").GetByText("Open in explorer").ClickAsync();

        Assert.Equal("1", (await report.View())["example"]);
        await report.Page.EvaluateAsync("() => { location.hash = '#%'; }");
        await report.Close();
    }

    [BrowserFact]
    public async Task Script_SwitchedOff_LeavesAPageThatReadsWell()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small, hasScript: false);

        Assert.False(await report.Page.Locator("#explorer").IsVisibleAsync());
        Assert.Equal(6, await report.Page.Locator("#figures figure:visible").CountAsync());
        Assert.Equal(3, await report.Page.Locator("#findings tbody tr:visible").CountAsync());
    }

    [BrowserFact]
    public async Task Weights_ThatCannotBeRead_AreSaidSo()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Small);

        await report.Page.EvaluateAsync("() => { document.getElementById('explorer-weights-1').textContent = 'AAAA'; }");
        await report.Page.Locator("#explorer select[aria-label='Input']").SelectOptionAsync("1");
        await report.Page.GetByText("The weights of this figure cannot be read here").WaitForAsync();
        await report.Settled();
        Assert.Equal("0", await report.Page.Locator("#explorer select[aria-label='Input']").InputValueAsync());
        await report.Page.Locator("#explorer-model").PressAsync("ArrowDown");

        Assert.Equal(("0", "1"), ((await report.View())["example"], (await report.View())["layer"]));
        await report.Close();
    }

    [BrowserFact]
    public async Task Report_WithoutAttention_HasFiltersAndNoExplorer()
    {
        AnalysisReport plain = ExplorerReports.Small with { Artefacts = [.. ExplorerReports.Small.Artefacts.Where(artefact => artefact is not HeadViewFigure)] };
        await using OpenReport report = await chromium.Open(plain);

        Assert.Equal(0, await report.Page.Locator("#explorer").CountAsync());
        Assert.True(await report.Page.GetByLabel("Search findings").IsVisibleAsync());
        Assert.Equal(0, await report.Page.GetByText("Open in explorer").CountAsync());
        await report.Close();
    }

    [BrowserTheory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Base_TwelveByTwelveBy128_IsSmallAndOpensSoon(double sharpness)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await using OpenReport report = await chromium.Open(ExplorerReports.Base(sharpness));
        double opened = await report.Page.EvaluateAsync<double>("() => performance.getEntriesByName('explorer-drawn')[0].startTime");
        output.WriteLine($"{report.Bytes / 1e6:F2} MB, drawn {opened:F0} ms after it was asked for; written and opened in {watch.ElapsedMilliseconds} ms");

        Assert.InRange(report.Bytes, 1, 5_000_000);
        Assert.InRange(opened, 0, 15_000);
        Assert.Equal(0, await report.Page.Locator(".thinned").CountAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Explorer_WeightsInTheBrowser_AreThoseOfTheFigure()
    {
        foreach (AnalysisReport shown in (AnalysisReport[])[ExplorerReports.Small, ExplorerReports.Base(1, 12, 12, 128, 2)])
        {
            HeadViewFigure figure = shown.Artefacts.OfType<HeadViewFigure>().First();
            await using OpenReport report = await chromium.Open(shown, fragment: "#explorer?example=0&layer=2&head=1&query=3&key=2");
            string read = await report.Page.Locator(".panel-heatmap .readout strong").InnerTextAsync();
            float expected = figure.Heads.Single(head => (head.Layer, head.Head) == (2, 1)).Weights[3, 2];

            Assert.Equal(expected, float.Parse(read, System.Globalization.CultureInfo.InvariantCulture), 0.004f);
            await report.Close();
        }
    }
}
