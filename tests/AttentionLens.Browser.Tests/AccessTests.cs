using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>What people need who touch, who see little, or who hear the page: room, contrast, names.</summary>
public sealed class AccessTests(ChromiumProcess chromium) : IClassFixture<ChromiumProcess>
{
    /// <summary>What can be pressed and is smaller than 32 by 32; a checkbox counts with its label, a patch may be as wide as its image lets it be.</summary>
    private const string Small =
        """
        () => [...document.querySelectorAll('a[href]:not(.skip), button, select, input, [role=option]')]
          .map((one) => [one, (one.closest('label') ?? one).getBoundingClientRect()])
          .filter(([one, box]) => box.width > 0 && (box.height < 32 || (box.width < 32 && !one.closest('.patches'))))
          .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${box.width} ${box.height}`)
        """;

    /// <summary>Texts outside the drawings whose contrast with what lies behind them is below 4.5 to 1.</summary>
    private const string Pale =
        """
        () => {
          const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const channels = (css) => {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = css;
            context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data];
          };
          const light = ([red, green, blue]) => [red, green, blue].map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
            .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
          const behind = (one) => {
            const color = channels(getComputedStyle(one).backgroundColor);
            return color[3] > 250 ? color : one.parentElement ? behind(one.parentElement) : [255, 255, 255];
          };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const found = [];
          while (texts.nextNode()) {
            const one = texts.currentNode.parentElement;
            if (texts.currentNode.textContent.trim() && !one.closest('svg, script') && one.getClientRects().length > 0) {
              const [low, high] = [light(channels(getComputedStyle(one).color)), light(behind(one))].sort((left, right) => left - right);
              if ((high + 0.05) / (low + 0.05) < 4.5) {
                found.push(`${texts.currentNode.textContent.slice(0, 40)} ${(high + 0.05) / (low + 0.05)}`);
              }
            }
          }

          return found;
        }
        """;

    /// <summary>What takes the focus and has no name, and names that several regions share.</summary>
    private const string Nameless =
        """
        () => {
          const nameOf = (one) => one.getAttribute('aria-label')
            ?? (one.getAttribute('aria-labelledby') ? document.getElementById(one.getAttribute('aria-labelledby')).textContent : one.closest('label')?.textContent ?? one.textContent);
          const nameless = [...document.querySelectorAll('a[href], button, select, input, canvas, [tabindex="0"]')].filter((one) => !nameOf(one).trim()).map((one) => one.outerHTML.slice(0, 90));
          const regions = [...document.querySelectorAll('section, nav, [role=region]')].map(nameOf);
          const unlike = [...document.querySelectorAll('button[aria-label]')].filter((one) => !nameOf(one).toLowerCase().includes(one.textContent.replace(/[^A-Za-z ]/g, '').trim().toLowerCase()));
          return [...nameless, ...regions.filter((name, index) => regions.indexOf(name) !== index), ...unlike.map(nameOf)];
        }
        """;

    [BrowserTheory]
    [InlineData("moving")]
    [InlineData("translation")]
    [InlineData("patches")]
    public async Task Targets_OnANarrowScreen_HaveRoomForAFinger(string name)
    {
        await using OpenReport report = await chromium.Open(
            Report(name), new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 }, HasTouch = true });

        Assert.Empty(await report.Page.EvaluateAsync<string[]>(Small));
        await report.Close();
    }

    [BrowserTheory]
    [InlineData("moving", ColorScheme.Light)]
    [InlineData("moving", ColorScheme.Dark)]
    [InlineData("patches", ColorScheme.Light)]
    [InlineData("patches", ColorScheme.Dark)]
    public async Task Texts_LightOrDark_StandOutOfTheirGround(string name, ColorScheme scheme)
    {
        await using OpenReport report = await chromium.Open(
            Report(name), new BrowserNewContextOptions { ColorScheme = scheme }, "#explorer?example=0&layer=2&head=1&query=3");

        Assert.Empty(await report.Page.EvaluateAsync<string[]>(Pale));
        await report.Close();
    }

    [BrowserTheory]
    [InlineData("moving")]
    [InlineData("translation")]
    public async Task Names_OfControlsAndRegions_AreThereAndTheirOwn(string name)
    {
        await using OpenReport report = await chromium.Open(Report(name));

        Assert.Empty(await report.Page.EvaluateAsync<string[]>(Nameless));
        await report.Close();
    }

    [BrowserFact]
    public async Task Paper_OfAWholeReport_HasEveryFigureWithinThePage()
    {
        await using OpenReport report = await chromium.Open(
            ExplorerReports.Moving, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 700, Height = 990 }, ColorScheme = ColorScheme.Dark });

        await report.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await report.Settled();
        double[] right = await report.Page.EvaluateAsync<double[]>("() => [...document.querySelectorAll('#figures .drawing > svg, #findings table')].map((one) => one.getBoundingClientRect().right)");

        Assert.Equal(ExplorerReports.Moving.Artefacts.Length + 1, right.Length);
        Assert.All(right, edge => Assert.InRange(edge, 1, 701));
        Assert.Equal("table-row", await report.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('#findings tbody tr')).display"));
        Assert.False(await report.Page.Locator(".controls").IsVisibleAsync());
        Assert.False(await report.Page.GetByText("Open in explorer").First.IsVisibleAsync());
        await report.Close();
    }

    private static AnalysisReport Report(string name) => name switch
    {
        "moving" => ExplorerReports.Moving,
        "patches" => ExplorerReports.Patches,
        _ => ExplorerReports.Translation,
    };
}
