using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>The map of heads that can be turned: by pointer, by buttons, by keys.</summary>
public sealed class TurnedMapTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    [BrowserFact]
    public async Task Buttons_EachTurn_ShowsAnotherSideAndResetTheFirst()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        string first = await Picture(report);
        HashSet<string> pictures = [first];

        foreach (string name in (string[])["Turn left", "Turn up", "Turn right", "Turn up"])
        {
            await Button(report, name).ClickAsync();
            Assert.True(pictures.Add(await Picture(report)), name);
        }

        await Button(report, "Reset the map").ClickAsync();
        Assert.Equal(first, await Picture(report));
        await Button(report, "Turn down").ClickAsync();
        Assert.NotEqual(first, await Picture(report));
        await report.Close();
    }

    [BrowserFact]
    public async Task Keys_Arrows_TurnAsTheButtonsDo()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        string first = await Picture(report);
        ILocator map = Map(report);

        foreach ((string key, string name) in ((string, string)[])[("ArrowLeft", "Turn left"), ("ArrowRight", "Turn right"), ("ArrowUp", "Turn up"), ("ArrowDown", "Turn down")])
        {
            await map.PressAsync("r");
            await map.PressAsync(key);
            string byKey = await Picture(report);
            Assert.NotEqual(first, byKey);
            await Button(report, "Reset the map").ClickAsync();
            await Button(report, name).ClickAsync();
            Assert.Equal(byKey, await Picture(report));
        }

        await report.Close();
    }

    [BrowserFact]
    public async Task Pointer_Drag_TurnsAndOpensNothing()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        string first = await Picture(report);
        string address = await report.Page.EvaluateAsync<string>("() => location.hash");
        await Map(report).ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await Map(report).BoundingBoxAsync())!;

        await report.Page.Mouse.MoveAsync(box.X + 300, box.Y + 200);
        await report.Page.Mouse.DownAsync();
        await report.Page.Mouse.MoveAsync(box.X + 400, box.Y + 240, new MouseMoveOptions { Steps = 4 });
        await report.Page.Mouse.UpAsync();

        string dragged = await Picture(report);
        Assert.NotEqual(first, dragged);
        await report.Page.Mouse.MoveAsync(box.X + 2, box.Y + 2);
        Assert.Equal(address, await report.Page.EvaluateAsync<string>("() => location.hash"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Heads_NextAndEnter_OpenInTheExplorer()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        Assert.True(await Button(report, "Open in explorer: the chosen head").IsDisabledAsync());

        await Map(report).PressAsync("p");
        Assert.StartsWith("Layer 3, head 3: ", await Readout(report), StringComparison.Ordinal);
        await Map(report).PressAsync("Enter");
        Assert.Equal(("3", "3"), ((await report.View())["layer"], (await report.View())["head"]));
        Assert.Equal("explorer-model", await report.Page.EvaluateAsync<string>("() => document.activeElement.id"));

        await Map(report).PressAsync("n");
        await Button(report, "Next head of the map").ClickAsync();
        await Button(report, "Next head of the map").ClickAsync();
        await Button(report, "Previous head of the map").ClickAsync();
        Assert.StartsWith("Layer 0, head 1: ", await Readout(report), StringComparison.Ordinal);
        await Button(report, "Open in explorer: the chosen head").ClickAsync();
        Assert.Equal(("0", "1"), ((await report.View())["layer"], (await report.View())["head"]));
        await report.Close();
    }

    [BrowserFact]
    public async Task Head_Click_OpensTheOneUnderThePointer()
    {
        AnalysisReport one = ExplorerReports.Small with
        {
            Artefacts = [.. ExplorerReports.Small.Artefacts, ExplorerReports.Map("heads/map", "One head", 1, 1) with { Points = [new HeadMapPoint(2, 3, 7, 8, 9)] }],
        };
        await using OpenReport report = await chromium.Open(one);
        LocatorBoundingBoxResult box = (await Map(report).BoundingBoxAsync())!;

        // A single head stands in the middle.
        Position middle = new() { X = box.Width / 2, Y = box.Height / 2 };
        await Map(report).HoverAsync(new LocatorHoverOptions { Position = middle });
        Assert.Equal("Layer 2, head 3: 7, 8, 9", await Readout(report));
        await Map(report).ClickAsync(new LocatorClickOptions { Position = middle });

        Assert.Equal(("2", "3"), ((await report.View())["layer"], (await report.View())["head"]));
        await report.Close();
    }

    [BrowserTheory]
    [InlineData(24, 16, 1280)]
    [InlineData(4, 4, 390)]
    public async Task Names_OfManyHeads_NeverLieOnAnother(int layers, int heads, int width)
    {
        AnalysisReport many = ExplorerReports.Small with { Artefacts = [ExplorerReports.Map("heads/map", "Heads", layers, heads)] };
        await using OpenReport report = await chromium.Open(many, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 800 } });

        // What is written goes through fillText; the axes' three letters aside, their boxes must be apart.
        await report.Page.EvaluateAsync(
            """
            () => {
              const write = CanvasRenderingContext2D.prototype.fillText;
              window.written = [];
              CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                window.written.push({ text, x, y, width: this.measureText(text).width });
                write.call(this, text, x, y);
              };
            }
            """);
        await Map(report).PressAsync("ArrowRight");
        int[] found = await report.Page.EvaluateAsync<int[]>(
            """
            () => {
              const names = window.written.filter(({ text }) => text.includes('.'));
              const meet = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width && Math.abs(one.y - other.y) < 11;
              return [names.length, names.filter((one, place) => names.some((other, index) => index < place && meet(one, other))).length];
            }
            """);

        Assert.InRange(found[0], Math.Min(12, layers * heads), layers * heads);
        Assert.Equal(0, found[1]);
        Assert.Equal(width, await report.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await report.Close();
    }

    [BrowserFact]
    public async Task Map_WithoutAnExplorer_TurnsAndHasTheColoursOfThePictureOnEachGround()
    {
        AnalysisReport alone = ExplorerReports.Small with { Artefacts = [ExplorerReports.Map("heads/map", "</script><img src=x onerror=alert(1)>", 2, 4)] };
        await using OpenReport report = await chromium.Open(alone);
        string light = await Picture(report);
        const string Colors = """
            (ground) => Object.entries(JSON.parse(document.getElementById('explorer-data').textContent).maps[0].colors[ground]).map(([layer, color]) => {
              const dot = document.createElement('i');
              dot.style.color = color;
              return dot.style.color === getComputedStyle(document.querySelectorAll('#figures svg circle')[Number(layer)]).fill ? 'same' : 'other';
            })
            """;
        Assert.Equal(["same", "same"], await report.Page.EvaluateAsync<string[]>(Colors, "light"));

        await Button(report, "Dark page").ClickAsync();
        Assert.NotEqual(light, await Picture(report));
        Assert.Equal(["same", "same"], await report.Page.EvaluateAsync<string[]>(Colors, "dark"));
        await Map(report).PressAsync("n");
        Assert.True(await Button(report, "Open in explorer: the chosen head").IsDisabledAsync());
        await Map(report).PressAsync("Enter");
        Assert.StartsWith("</script><img src=x onerror=alert(1)>: 8 heads", await Map(report).GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        Assert.Equal(0, await report.Page.Locator("#figures img").CountAsync());
        await report.Close();
    }

    [BrowserFact]
    public async Task Map_PrintedOrWithoutScript_LeavesTheStaticPicture()
    {
        await using OpenReport report = await chromium.Open(ExplorerReports.Moving);
        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.False(await Map(report).IsVisibleAsync());
        Assert.True(await report.Page.Locator("figure[id='at:heads:map'] svg[role='img']").First.IsVisibleAsync());
        await report.Close();

        await using OpenReport plain = await chromium.Open(ExplorerReports.Moving, hasScript: false);
        Assert.Equal(0, await Map(plain).CountAsync());
        Assert.True(await plain.Page.Locator("figure[id='at:heads:map'] .drawing > svg").IsVisibleAsync());
    }

    private static ILocator Map(OpenReport report) => report.Page.Locator("#turned-0");

    private static ILocator Button(OpenReport report, string name) =>
        report.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    private static async Task<string> Readout(OpenReport report) => await report.Page.Locator(".turn .readout").InnerTextAsync();

    private static async Task<string> Picture(OpenReport report)
    {
        await report.Settled();
        return await report.Page.EvaluateAsync<string>("() => document.getElementById('turned-0').toDataURL()");
    }
}
