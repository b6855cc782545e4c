using System.Net;
using System.Reflection;

namespace AttentionLens.Rendering.Tests;

/// <summary>Notebooks find and call the formatters by their names alone, as .NET Interactive does.</summary>
public sealed class NotebookFormatterTests
{
    [Fact]
    public void Discover_FiguresAndReports_HaveTheirFormatters()
    {
        Assert.Equal(["image/svg+xml", "text/html"], Formatters(typeof(MatrixFigure)).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["image/svg+xml", "text/html"], Formatters(typeof(AnalysisReport)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Discover_EveryFigureType_HasThem() => Assert.All(
        typeof(Artefact).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Artefact))),
        type => Assert.NotEmpty(Formatters(type)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Format_Figure_IsItsDrawingBelowItsHeading(string name)
    {
        Artefact artefact = SampleArtefacts.All[name];

        string html = Show(artefact, "text/html")!;

        Assert.StartsWith("<figure><figcaption><strong>", html, StringComparison.Ordinal);
        Assert.EndsWith("</svg></figure>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u001B", html, StringComparison.Ordinal);
        Assert.StartsWith("<svg", Show(artefact, "image/svg+xml")!, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_FigureThatDoesNotFit_SaysWhy()
    {
        TokenStripFigure figure = new(new("a/b"), "<b>", ["one"], [], ColorScale.Probability);

        Assert.Contains("has 0 scores; expected 1", Show(figure, "text/html")!, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", Show(figure, "text/html")!, StringComparison.Ordinal);
        Assert.Null(Show(figure, "image/svg+xml"));
    }

    [Fact]
    public void Format_Report_IsItsPageInAFrameOfItsOwn()
    {
        string html = Show(SampleReports.Full, "text/html")!;

        Assert.StartsWith("<iframe ", html, StringComparison.Ordinal);
        string document = WebUtility.HtmlDecode(html.Split("srcdoc=\"")[1].Split('"')[0]);
        Assert.StartsWith("<!DOCTYPE html>", document, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", document, StringComparison.Ordinal);
        Assert.Null(Show(SampleReports.Full, "image/svg+xml"));
    }

    public static TheoryData<string> Names => [.. SampleArtefacts.Names];

    private static string? Show(object instance, string mimeType)
    {
        object formatter = Formatters(instance.GetType())[mimeType];
        using StringWriter writer = new();
        object? shown = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!.Invoke(formatter, [instance, writer]);
        return shown is true ? writer.ToString() : null;
    }

    private static Dictionary<string, object> Formatters(Type type)
    {
        Attribute attribute = Assert.Single(type.GetCustomAttributes(), candidate => candidate.GetType().Name == "TypeFormatterSourceAttribute");
        Type source = Assert.IsAssignableFrom<Type>(attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute));
        object formatters = source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), null)!;
        return ((IEnumerable<object>)formatters).ToDictionary(formatter => (string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!);
    }
}
