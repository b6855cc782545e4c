namespace AttentionLens.Rendering;

/// <summary>Adds what frames the results: the model, the examples, and what ran.</summary>
internal static class HtmlOverview
{
    private const int MostTokens = 256;

    public static void AppendHeader(HtmlPage page, AnalysisReport report, string name, bool hasExplorer)
    {
        page.Raw("<header>\n").Element("p", "AttentionLens report", ("class", "kicker"));
        page.Element("h1", name).Line();
        page.Raw("<dl class=\"facts\">\n");
        foreach ((string fact, string value) in ReportFacts.Of(report.Model))
        {
            page.Raw("<div>").Element("dt", fact).Element("dd", value).Raw("</div>\n");
        }

        page.Raw("</dl>\n");
        if (!report.Model.Caveats.IsDefaultOrEmpty)
        {
            page.Raw("<section class=\"caveats\" aria-label=\"Caveats\"><h2>Before believing the numbers</h2><ul>\n");
            foreach (string caveat in report.Model.Caveats)
            {
                page.Element("li", VisibleText.Prose(caveat)).Line();
            }

            page.Raw("</ul></section>\n");
        }

        page.Raw("<nav aria-label=\"Sections\"><ul>\n");
        if (hasExplorer)
        {
            page.Raw("<li class=\"scripted\"><a href=\"#explorer\">Explorer</a></li>\n");
        }

        Link(page, "#examples", "Examples", report.ExampleCount);
        Link(page, "#findings", "Findings", ReportFacts.Shown(report).Length);
        Link(page, "#figures", "Figures", report.Artefacts.Length);
        Link(page, "#analyzers", "Analyzers", report.Analyzers.Length);
        Link(page, "#plugins", "Plugins", report.Plugins.Length);
        page.Raw("</ul></nav>\n</header>\n");
    }

    public static void AppendExamples(HtmlPage page, AnalysisReport report)
    {
        page.Raw("<section id=\"examples\" aria-labelledby=\"examples-heading\">\n<h2 id=\"examples-heading\">Examples</h2>\n");
        page.Element("p", $"{NumberText.Count(report.Examples.Length)} of {NumberText.Count(report.ExampleCount, "example", "examples")} shown.", ("class", "note")).Line();
        foreach (ReportExample example in report.Examples)
        {
            page.Raw("<article class=\"example\">\n").Element("h3", ReportFacts.ExampleName(example)).Line();
            if (example.Prediction is { } prediction)
            {
                page.Raw("<p class=\"prediction\">Predicts ").Element("strong", VisibleText.Of(prediction.Label));
                page.Text($" with probability {NumberText.Fixed(prediction.Probability, 3)} (class {prediction.Class}, logit {NumberText.Fixed(prediction.Logit, 3)}).").Raw("</p>\n");
            }

            AppendTokens(page, example);
            page.Raw("</article>\n");
        }

        page.Raw("</section>\n");
    }

    public static void AppendAnalyzers(HtmlPage page, AnalysisReport report)
    {
        page.Raw("<section id=\"analyzers\" aria-labelledby=\"analyzers-heading\">\n<h2 id=\"analyzers-heading\">Analyzers that ran</h2>\n");
        if (report.Analyzers.IsEmpty)
        {
            page.Raw("<p class=\"empty\">No analyzer ran.</p>\n");
        }
        else
        {
            HtmlTable.Open(page, "Table of analyzers that ran", "stacking",
                [("Analyzer", false), ("Plugin", false), ("Rules", false), ("Sites", true), ("Examples", true), ("Complete", false)]);
            foreach (AnalyzerRecord analyzer in report.Analyzers)
            {
                page.Raw("<tr>");
                HtmlTable.Cell(page, "Analyzer", VisibleText.Of(analyzer.Name));
                HtmlTable.Cell(page, "Plugin", VisibleText.Of(analyzer.Plugin));
                HtmlTable.Cell(page, "Rules", ReportFacts.Rules(analyzer));
                HtmlTable.Cell(page, "Sites", NumberText.Count(analyzer.Sites), isNumeric: true);
                HtmlTable.Cell(page, "Examples", NumberText.Count(analyzer.Examples), isNumeric: true);
                HtmlTable.Cell(page, "Complete", analyzer.IsPartial ? "no, it failed on some data" : "yes");
                page.Raw("</tr>\n");
            }

            HtmlTable.Close(page);
            foreach (string line in ReportFacts.Sweeps(report))
            {
                page.Element("p", line, ("class", "note")).Line();
            }
        }

        page.Raw("</section>\n<section id=\"plugins\" aria-labelledby=\"plugins-heading\">\n<h2 id=\"plugins-heading\">Plugins</h2>\n");
        page.Raw(report.Plugins.IsEmpty ? "<p class=\"empty\">No plugin took part.</p>\n" : "<ul class=\"plugins\">\n");
        foreach (PluginRecord plugin in report.Plugins)
        {
            page.Raw("<li>").Text(VisibleText.Of(plugin.Name)).Raw(" ").Element("span", VisibleText.Of(plugin.Version), ("class", "note")).Raw("</li>\n");
        }

        page.Raw(report.Plugins.IsEmpty ? "</section>\n" : "</ul>\n</section>\n");
    }

    private static void AppendTokens(HtmlPage page, ReportExample example)
    {
        bool isRightToLeft = Reading.IsRightToLeft(example.Tokens.Select(token => token.Text));
        page.Open("p", ("class", "tokens"), ("dir", isRightToLeft ? "rtl" : "ltr"));
        foreach (LensToken token in example.Tokens.Take(MostTokens))
        {
            page.Open("span", ("class", token.IsSpecial ? "token special" : "token"), ("title", $"id {token.Id}"));
            page.Raw("<bdi>").Text(VisibleText.Label(token.Text)).Raw("</bdi></span> ");
        }

        if (example.Tokens.Length > MostTokens)
        {
            page.Element("span", $"… {NumberText.Count(example.Tokens.Length - MostTokens, "more token", "more tokens")}", ("class", "note"));
        }

        page.Raw("</p>\n");
    }

    private static void Link(HtmlPage page, string target, string text, long count)
    {
        page.Raw("<li>").Open("a", ("href", target)).Text(text).Raw(" ");
        page.Element("span", NumberText.Count(count), ("class", "count")).Raw("</a></li>\n");
    }
}
