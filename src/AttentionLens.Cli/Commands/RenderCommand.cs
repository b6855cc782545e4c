using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>render</c>: draws a report again, without the model.</summary>
internal static class RenderCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> report = new("REPORT") { Description = "The report.json of an earlier run." };
        Option<string[]> figures = new("--figure")
        {
            Description = "A figure to draw, by id or pattern; may be given several times. All by default; html, md and json then hold the whole report, and --show its findings and a few figures of each kind.",
            HelpName = "GLOB",
        };
        Option<string[]> beside = new("--beside")
        {
            Description = "Another report.json; may be given several times. Figures of the same id are drawn beside one another.",
            HelpName = "REPORT",
        };
        Option<bool> together = new("--together") { Description = "Draw the chosen figures of the report beside one another, as one." };
        Option<string?> output = new("--out") { Description = "The folder to write into; files of the same names are replaced. Not needed with --show.", HelpName = "DIR" };
        PictureOptionsGroup pictures = new("svg, png, pdf, apng, html, md or json; may be given several times. Not needed with --show.");
        ShowOption show = new("figures", pictures.Theme);
        CommonOptions common = new();
        Command command = new("render", "Draw a report again, without the model.") { report, figures, beside, together, output };
        show.AddTo(command);
        show.DemandBeside(output, command);
        pictures.DemandFormat(output, command);
        pictures.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            OutputFolder? place = parsed.GetValue(output) is { } path ? OutputFolder.At(path, _ => null) : null;
            ImmutableArray<string> globs = [.. parsed.GetValue(figures) ?? []];
            string[] others = parsed.GetValue(beside) ?? [];
            bool joins = parsed.GetValue(together);
            if (joins && others.Length > 0)
            {
                throw new LensInputException("--together and --beside are both given; expected --together for figures of one report, or --beside for several reports.");
            }

            // Figures that lie side by side are not those of the report's document.
            ImmutableArray<string> named = joins || (globs.IsEmpty && others.Length > 0) ? ["*"] : globs;
            RenderOptions options = pictures.Read(parsed);

            // Who names a film wants to see it; a report has other things to show first.
            ReportScreen? screen = named.IsEmpty ? show.Screen(parsed, session)
                : show.ScreenWithFilms(parsed, session, TimeSpan.FromSeconds(options.SecondsPerFrame), cancellationToken);
            ReportRendition? rendition = place is null ? null : new(
                session.Host,
                pictures.Formats(parsed),
                named,
                options,
                pictures.Scale(parsed),
                pictures.Rasterizer(parsed));
            AnalysisReport read = Beside([parsed.GetRequiredValue(report), .. others]);
            if (joins)
            {
                read = read with { Artefacts = [FiguresBeside.OfFigures(FigureChoice.Of(read, globs))] };
            }

            ImmutableArray<Artefact> chosen = FigureChoice.Of(read, named);
            ImmutableArray<UndrawnFile> undrawn = [];
            if (place is not null)
            {
                await place.AddAsync(aside => Progress.RunAsync(session, "drawing", fraction =>
                {
                    undrawn = rendition!.Write(read, aside, new Progress<double>(fraction), cancellationToken);
                    return Task.CompletedTask;
                }));
                session.Name(undrawn);
                session.Hint($"drawn: {parsed.GetValue(output)}");
            }

            if (named.IsEmpty)
            {
                screen?.Write(read, cancellationToken);
            }
            else
            {
                screen?.Write(chosen, cancellationToken);
            }

            return undrawn.IsEmpty ? session.Outcome : ExitCode.PluginFailed;
        });
        return command;
    }

    private static AnalysisReport Beside(string[] paths)
    {
        ImmutableArray<AnalysisReport> reports = [.. paths.Select(Read)];
        return reports is [AnalysisReport only] ? only : reports[0] with { Artefacts = FiguresBeside.OfReports([.. Names(paths, reports).Zip(reports)]) };
    }

    // What tells the reports apart: their models, else their folders, else their order. Where they lie stays out of the drawing.
    private static ImmutableArray<string> Names(string[] paths, ImmutableArray<AnalysisReport> reports)
    {
        ImmutableArray<ImmutableArray<string>> choices =
        [
            [.. reports.Select(report => report.Model.Name)],
            [.. paths.Select(path => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? string.Empty)],
            [.. Enumerable.Range(1, paths.Length).Select(number => string.Create(CultureInfo.InvariantCulture, $"report {number}"))],
        ];
        return choices.First(names => names.Distinct(StringComparer.Ordinal).Count() == names.Length);
    }

    private static AnalysisReport Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ReportJson.Read(file);
        }
        catch (LensInputException exception)
        {
            throw new LensInputException($"Report '{path}' cannot be used: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LensInputException($"Report '{path}' cannot be read ({exception.GetType().Name}); expected the report.json of an earlier run.", exception);
        }
    }
}
