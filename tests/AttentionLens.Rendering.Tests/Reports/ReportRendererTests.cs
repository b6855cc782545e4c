using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed partial class ReportRendererTests
{
    [Theory]
    [InlineData("full", "html")]
    [InlineData("clean", "html")]
    [InlineData("empty", "html")]
    [InlineData("full", "md")]
    [InlineData("clean", "md")]
    [InlineData("empty", "md")]
    public void Render_Report_LooksAsApproved(string report, string format)
    {
        // One snapshot holds the style sheet; the others need not change with it.
        string written = Unscripted(Drawn.Report(Report(report), format));
        Snapshot.Verify(report == "full" ? written : Style().Replace(written, "<style></style>"), format, report);
    }

    [Fact]
    public void Render_Html_ForbidsEverythingFromElsewhere()
    {
        string html = Drawn.Report(SampleReports.Full, "html");

        string script = Assert.Single(Scripts().Matches(html)).Groups[2].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains(
            $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; script-src &#39;sha256-{hash}&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;\">",
            html,
            StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.OrdinalIgnoreCase);
        Assert.All(Links().Matches(html), link => Assert.Matches("^(#|data:image/png;base64,)", link.Groups[1].Value));
    }

    [Fact]
    public void Render_Html_LinksFindingsAndFiguresBothWays()
    {
        string html = Drawn.Report(SampleReports.Full, "html");

        string[] ids = [.. Ids().Matches(html).Select(id => id.Groups[1].Value)];
        string[] targets = [.. Links().Matches(html).Select(link => link.Groups[1].Value).Where(link => link.StartsWith('#')).Select(link => link[1..])];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(targets, target => Assert.Contains(target, ids));
        Assert.Contains("finding-2", targets);
        Assert.Contains("at:maps:layer-2:example-0", targets);
    }

    [Fact]
    public void Render_Html_ElementsCloseInOrder()
    {
        Stack<string> open = new();
        foreach (Match tag in Tags().Matches(Unscripted(Drawn.Report(SampleReports.Full, "html"))))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(name, open.Pop());
            }
            else if (!tag.Value.EndsWith("/>", StringComparison.Ordinal) && name is not "meta")
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void Render_FigureThatFails_CostsOnlyItself()
    {
        string html = Drawn.Report(SampleReports.Full, "html");

        Assert.Contains("Artefact &#39;maps/broken&#39; has 0 values; expected 1, 1 rows times 1 columns.", html, StringComparison.Ordinal);
        Assert.Contains("No renderer draws UnknownFigure as svg.", html, StringComparison.Ordinal);
        Assert.Contains("figure:maps:layer-0:head-1:example-0:title", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    public void Render_TwoArtefactsOfOneName_AreRefused(string format)
    {
        AnalysisReport report = SampleReports.Empty with { Artefacts = [SampleArtefacts.All["strip-one"], SampleArtefacts.All["strip-one"]] };

        LensInputException exception = Assert.Throws<LensInputException>(() => Drawn.Report(report, format));

        Assert.Equal("The report holds two artefacts named 'attribution/one'; expected an id of its own for each.", exception.Message);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    public void Render_ListsThatAreMissing_AreNamed(string format)
    {
        Finding finding = SampleReports.Full.Findings[0];
        AnalyzerRecord analyzer = SampleReports.Full.Analyzers[0];
        (AnalysisReport Report, string Message)[] broken =
        [
            (SampleReports.Empty with { Plugins = default }, "The report has no list of plugins; expected one that may be empty."),
            (SampleReports.Empty with { Examples = [new ReportExample(4, default)] }, "Example 4 has no list of tokens; expected one that may be empty."),
            (SampleReports.Empty with { Analyzers = [analyzer with { Rules = default }] }, "Analyzer 'HeadShape' has no list of rules; expected one that may be empty."),
            (SampleReports.Empty with { Findings = [finding with { Measures = default }] }, "A finding of AL0101 has no list of measures; expected one that may be empty."),
        ];

        foreach ((AnalysisReport report, string message) in broken)
        {
            Assert.Equal(message, Assert.Throws<LensInputException>(() => Drawn.Report(report, format)).Message);
        }
    }

    [Theory]
    [InlineData("html")]
    [InlineData("md")]
    public void Render_InAnyCulture_GivesTheSameText(string format)
    {
        string expected = Drawn.Report(SampleReports.Full, format);

        Assert.Equal(expected, OtherCulture.Run(() => Drawn.Report(SampleReports.Full, format)));
    }

    [Fact]
    public void Render_CleanRun_SaysWhatRan() =>
        Assert.Contains("No findings: 2 rules ran over 12 examples.", Drawn.Report(SampleReports.Clean, "html"), StringComparison.Ordinal);

    private static AnalysisReport Report(string name) => name switch
    {
        "full" => SampleReports.Full,
        "clean" => SampleReports.Clean,
        _ => SampleReports.Empty,
    };

    // The script has files of its own; what it does is tested in a browser.
    private static string Unscripted(string html) => Hash().Replace(Scripts().Replace(html, "$1$3"), "sha256-");

    [GeneratedRegex("(<script type=\"module\">)(.*?)(</script>)", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=]+")]
    private static partial Regex Hash();

    [GeneratedRegex("<style>.*</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex(" href=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("<(/?)([a-zA-Z0-9]+)[^>]*>")]
    private static partial Regex Tags();
}
