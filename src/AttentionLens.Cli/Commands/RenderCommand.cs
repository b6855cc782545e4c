using System.Collections.Immutable;
using System.CommandLine;
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
            Description = "A figure to draw, by id or pattern; may be given several times. All by default; html, md and json then hold the whole report.",
            HelpName = "GLOB",
        };
        Option<string> output = new("--out") { Description = "The folder to write into; files of the same names are replaced.", HelpName = "DIR", Required = true };
        PictureOptionsGroup pictures = new("svg, png, pdf, apng, html, md or json; may be given several times.", required: true);
        CommonOptions common = new();
        Command command = new("render", "Draw a report again, without the model.") { report, figures, output };
        pictures.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            string path = parsed.GetRequiredValue(output);
            OutputFolder place = OutputFolder.At(path, _ => null);
            ReportRendition rendition = new(
                session.Host,
                pictures.Formats(parsed),
                [.. parsed.GetValue(figures) ?? []],
                pictures.Read(parsed),
                pictures.Scale(parsed),
                pictures.Rasterizer(parsed));
            AnalysisReport read = Read(parsed.GetRequiredValue(report));
            ImmutableArray<UndrawnFile> undrawn = [];
            await place.AddAsync(aside => Progress.RunAsync(session, "drawing", fraction =>
            {
                undrawn = rendition.Write(read, aside, new Progress<double>(fraction), cancellationToken);
                return Task.CompletedTask;
            }));
            session.Name(undrawn);
            session.Hint($"drawn: {path}");
            return undrawn.IsEmpty ? session.Outcome : ExitCode.PluginFailed;
        });
        return command;
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
