using System.Collections.Immutable;
using System.Text;
using AttentionLens.Hosting;
using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Shows figures in the terminal, or a report: its findings, then its figures, a few of each kind.</summary>
internal sealed class ReportScreen(LensHost host, Screen screen)
{
    /// <summary>The width of what is not a terminal.</summary>
    public const int WidthOtherwise = 80;

    private const string Markdown = "md";
    private const int MostFindings = 20;
    private const int MostOfAKind = 2;
    private const int MostLines = 24;

    /// <summary>The screen of a command's results.</summary>
    /// <param name="session">The command.</param>
    /// <param name="theme">The ground that was asked for, or null for that of the terminal.</param>
    /// <param name="perFrame">How long each frame of a film stands where somebody sits at a terminal, or null where films are not to be played.</param>
    /// <param name="cancellationToken">Ends films.</param>
    public static ReportScreen On(Session session, RenderTheme? theme, TimeSpan? perFrame = null, CancellationToken cancellationToken = default)
    {
        IAnsiConsole console = Consoles.Create(session.Streams, WidthOtherwise);
        RenderTheme ground = theme ?? TerminalGround.Theme;
        return new ReportScreen(session.Host, new Screen(console, ground)
        {
            Film = perFrame is { } time && session.Streams.IsTerminal && console.Profile.Capabilities.Ansi ? new FilmPlayer(console, ground, time, cancellationToken) : null,
        });
    }

    /// <summary>Shows a report.</summary>
    public void Write(AnalysisReport report, CancellationToken cancellationToken = default)
    {
        WriteFindings(report);
        HashSet<ArtefactId> shown = [.. report.Artefacts.GroupBy(Kind).SelectMany(kind => kind.Take(MostOfAKind)).Select(artefact => artefact.Id)];
        Write([.. report.Artefacts.Where(artefact => shown.Contains(artefact.Id))], cancellationToken);
        if (report.Artefacts.Length > shown.Count)
        {
            screen.Gap();
            screen.Text($"… {ShownText.Count(report.Artefacts.Length - shown.Count)} more figures are in the report.");
        }
    }

    /// <summary>Shows figures, one below the other.</summary>
    public void Write(ImmutableArray<Artefact> artefacts, CancellationToken cancellationToken)
    {
        foreach (Artefact artefact in artefacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(artefact);
        }
    }

    /// <summary>Shows a figure below its heading.</summary>
    public void Write(Artefact artefact)
    {
        screen.Gap();
        screen.Text(artefact.Title, screen.Strong);
        if (artefact.Caption.Length > 0)
        {
            screen.Text(artefact.Caption, screen.Faint);
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
        screen.Text(findings.Count == 0 ? "No findings." : "Findings", screen.Strong);
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

    // What has no view of its own is shown as the table that stands for it in Markdown, where its plugin draws one; otherwise its title and caption say what it is.
    private void WriteMarkdown(Artefact artefact)
    {
        foreach (string line in MarkdownOf(artefact).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('|')).Take(MostLines))
        {
            screen.Text(line);
        }
    }

    private string MarkdownOf(Artefact artefact)
    {
        try
        {
            using MemoryStream page = new();
            host.Renderers.Select(part => part.Create())
                .FirstOrDefault(candidate => candidate.Format == Markdown && candidate.CanRender(artefact))
                ?.Render(artefact, RenderOptions.Default, page);
            return Encoding.UTF8.GetString(page.ToArray());
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A stranger's renderer that fails costs its table alone; the report names what it could not draw.
            return string.Empty;
        }
    }
}
