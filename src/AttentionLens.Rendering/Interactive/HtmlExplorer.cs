using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>Adds the explorer: a place that the script fills, the data it reads, and the script. Without a script the place stays empty and hidden; the
/// figures below show the same.</summary>
internal static class HtmlExplorer
{
    /// <summary>Adds the place of the explorer, and in words what is not in it.</summary>
    public static void AppendPlace(HtmlPage page, ExplorerSelection selection)
    {
        if (selection.Attentions.IsEmpty)
        {
            return;
        }

        page.Raw("<section id=\"explorer\" class=\"scripted\" aria-labelledby=\"explorer-heading\">\n<h2 id=\"explorer-heading\">Explorer</h2>\n");
        page.Raw("<div id=\"explorer-views\"></div>\n");
        foreach (string sentence in selection.Thinned)
        {
            page.Element("p", sentence, ("class", "note thinned")).Line();
        }

        page.Raw("</section>\n");
    }

    /// <summary>Adds the data and the script, at the end of the page.</summary>
    public static void AppendScript(HtmlPage page, AnalysisReport report, ExplorerSelection selection)
    {
        page.Raw("<script type=\"application/json\" id=\"explorer-data\">").Raw(ExplorerJson.Write(report, selection)).Raw("</script>\n");
        for (int index = 0; index < selection.Attentions.Length; index++)
        {
            page.Open("script", ("type", "application/octet-stream"), ("id", string.Create(CultureInfo.InvariantCulture, $"explorer-weights-{index}")));
            page.Raw(selection.Attentions[index].Packed).Raw("</script>\n");
        }

        page.Raw("<script type=\"module\">").Raw(ExplorerScript.Text).Raw("</script>\n");
    }
}
