using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>analyze</c>: the main job. One shared pass, every selected analyzer, a rendered report.</summary>
internal static class AnalyzeCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string> output = new("--out") { Description = "The folder to write; a report that is there is replaced.", HelpName = "DIR", Required = true };
        Option<int?> batchSize = WholeNumberOption.BatchSize("8");
        Option<int?> generate = GenerationOptionsGroup.Count("--generate", "Let the model write up to N tokens behind each input first, and analyze all of it.");
        InputOptions inputs = new();
        AnalysisOptionsGroup analysis = new();
        ShowOption show = new("the findings and figures", analysis.Theme);
        AttributionOptionsGroup attributions = new();
        ModelRunOptions runs = new();
        CommonOptions common = new();
        Command command = new("analyze", "Analyze a model on inputs and write a report.") { model, output, batchSize, generate };
        show.AddTo(command);
        inputs.AddTo(command);
        analysis.AddTo(command);
        attributions.AddTo(command);
        runs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            AnalysisSelection selection = analysis.Selection(parsed) with { Attributions = attributions.Read(parsed, session.Host) };
            Severity? failOn = analysis.FailOn(parsed);
            ChosenInputs chosen = inputs.Choose(parsed);
            string path = parsed.GetRequiredValue(output);
            OutputFolder place = OutputFolder.At(path, EarlierReport.Foreign);
            ReportFolder folder = analysis.Folder(parsed, session.Host);
            ReportScreen? screen = show.Screen(parsed, session);
            runs.DemandNoneBeside(generate, parsed);
            await using LensModel loaded = await runs.LoadAsync(parsed, session, parsed.GetRequiredValue(model), inputs.Encode(parsed), cancellationToken);
            IAsyncEnumerable<LensInput> read = ContinuedInputs.Of(
                chosen.ReadAsync(loaded.Card.Labels, cancellationToken), parsed.GetValue(generate), loaded, inputs.Encode(parsed), selection.Attributions?.Objective, cancellationToken);

            AnalysisReport? report = null;
            ImmutableArray<UndrawnFile> undrawn = [];
            await place.WriteAsync(async aside =>
            {
                await Progress.RunAsync(session, "analyzing", async fraction =>
                    report = await session.Host.AnalyzeAsync(
                        loaded,
                        read,
                        selection,
                        inputs.Encode(parsed),
                        parsed.GetValue(batchSize),
                        new Progress<AnalysisProgress>(done => fraction(done.Total is > 0 ? (double)done.Examples / done.Total.Value : 0)),
                        cancellationToken));
                await Progress.RunAsync(session, "drawing", fraction =>
                {
                    undrawn = folder.Write(report!, aside, new Progress<double>(fraction), cancellationToken);
                    return Task.CompletedTask;
                });
            });
            screen?.Write(report!, cancellationToken);
            Summarize(session, report!, undrawn, path);
            return Outcome(session, report!, undrawn, failOn);
        });
        return command;
    }

    private static void Summarize(Session session, AnalysisReport report, ImmutableArray<UndrawnFile> undrawn, string path)
    {
        foreach (Finding failure in report.Findings.Where(finding => finding.Descriptor.Id == EngineFindings.AnalyzerFailed.Id
            || finding.Descriptor.Id == HostFindings.FailedInRun.Id))
        {
            session.Say($"error: {failure.Descriptor.Id}: {failure.Message}");
        }

        session.Name(undrawn);

        string counts = string.Join(", ", Enum.GetValues<Severity>().Reverse()
            .Select(severity => (Name: SeverityNames.Of(severity), Count: report.Findings.Count(finding => finding.Severity == severity)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Name}"));
        session.Hint($"examples: {report.ExampleCount}; figures: {report.Artefacts.Length}; findings: {(counts.Length == 0 ? "none" : counts)}");
        session.Hint($"report: {Path.Combine(path, "report.html")}");
    }

    private static int Outcome(Session session, AnalysisReport report, ImmutableArray<UndrawnFile> undrawn, Severity? failOn)
    {
        bool failed = session.Outcome == ExitCode.PluginFailed || !undrawn.IsEmpty || report.Analyzers.Any(analyzer => analyzer.IsPartial)
            || report.Findings.Any(finding => finding.Descriptor.Id == EngineFindings.AnalyzerFailed.Id);
        return failed ? ExitCode.PluginFailed
            : failOn is { } severity && report.Findings.Any(finding => finding.Severity >= severity) ? ExitCode.Findings
            : ExitCode.Done;
    }
}
