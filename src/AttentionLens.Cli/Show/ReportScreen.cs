using System.Text;
using AttentionLens.Hosting;
using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Shows a report in the terminal: its findings, then its figures, a few of each kind.</summary>
internal sealed class ReportScreen(LensHost host, Screen screen)
{
    /// <summary>The width of what is not a terminal.</summary>
    public const int WidthOtherwise = 80;

    private const string Markdown = "md";
    private const int MostFindings = 20;
    private const int MostOfAKind = 2;
    private const int MostLines = 24;
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(decoration: Decoration.Dim);

    /// <summary>Shows a report.</summary>
    public void Write(AnalysisReport report)
    {
        WriteFindings(report);
        HashSet<ArtefactId> shown = [.. report.Artefacts.GroupBy(Kind).SelectMany(kind => kind.Take(MostOfAKind)).Select(artefact => artefact.Id)];
        foreach (Artefact artefact in report.Artefacts.Where(artefact => shown.Contains(artefact.Id)))
        {
            Write(artefact);
        }

        if (report.Artefacts.Length > shown.Count)
        {
            screen.Gap();
            screen.Text($"… {ShownText.Count(report.Artefacts.Length - shown.Count)} more figures are in the report.");
        }
    }

    /// <summary>Shows a figure below its heading.</summary>
    public void Write(Artefact artefact)
    {
        screen.Gap();
        screen.Text(artefact.Title, Heading);
        if (artefact.Caption.Length > 0)
        {
            screen.Text(artefact.Caption, Faint);
        }

        if (artefact.FindProblem() is { } problem)
        {
            screen.Text($"(not shown: it {problem})");
        }
        else if (TerminalViews.Find(artefact) is { } view)
        {
            view.Write(screen, artefact);
        }
        else
        {
            WriteMarkdown(artefact);
        }
    }

    // The number of an example, layer or head makes no other kind.
    private static (string Name, Type Type) Kind(Artefact artefact) =>
        (string.Concat(artefact.Id.Value.Where(letter => !char.IsAsciiDigit(letter))), artefact.GetType());

    private void WriteFindings(AnalysisReport report)
    {
        List<Finding> findings = [.. report.Findings.Where(finding => finding.Severity != Severity.Hidden)];
        screen.Text(findings.Count == 0 ? "No findings." : "Findings", Heading);
        foreach (Finding finding in findings.Take(MostFindings))
        {
            screen.Text($"{SeverityNames.Of(finding.Severity)} {finding.Descriptor.Id}: {finding.Message}", StyleOf(finding.Severity));
        }

        if (findings.Count > MostFindings)
        {
            screen.Text($"… {ShownText.Count(findings.Count - MostFindings)} more findings");
        }
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Error => new Style(Color.Red),
        Severity.Warning => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    // What has no view of its own, for instance a plugin's figure, is shown as the table that stands for it in Markdown.
    private void WriteMarkdown(Artefact artefact)
    {
        ArtefactRenderer? renderer = host.Renderers.Select(part => part.Create())
            .FirstOrDefault(candidate => candidate.Format == Markdown && candidate.CanRender(artefact));
        if (renderer is null)
        {
            screen.Text($"(a {artefact.GetType().Name}: see the report)");
            return;
        }

        using MemoryStream page = new();
        renderer.Render(artefact, RenderOptions.Default, page);
        string[] lines = Encoding.UTF8.GetString(page.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in lines.Where(line => line.StartsWith('|')).Take(MostLines))
        {
            screen.Text(line);
        }
    }
}
