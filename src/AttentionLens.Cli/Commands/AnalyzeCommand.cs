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
        Option<int?> batchSize = new("--batch-size") { Description = "How many inputs go through the model together.", HelpName = "N" };
        InputOptions inputs = new();
        AnalysisOptionsGroup analysis = new();
        CommonOptions common = new();
        Command command = new("analyze", "Analyze a model on inputs and write a report.") { model, output, batchSize };
        inputs.AddTo(command);
        analysis.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            AnalysisSelection selection = analysis.Selection(parsed);
            Severity? failOn = analysis.FailOn(parsed);
            ReportFolder folder = analysis.Folder(parsed, session.Host);
            int? size = BatchSizes.Check(parsed.GetValue(batchSize));
            IAsyncEnumerable<LensInput> read = inputs.Read(parsed, cancellationToken);
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
            string path = parsed.GetRequiredValue(output);
            AnalysisReport? report = null;
            await OutputFolder.WriteAsync(path, IsReport, async aside =>
            {
                await Progress.RunAsync(session, "analyzing", async fraction =>
                    report = await session.Host.AnalyzeAsync(
                        loaded,
                        read,
                        selection,
                        inputs.Encode(parsed),
                        size,
                        new Progress<AnalysisProgress>(done => fraction(done.Total is > 0 ? (double)done.Examples / done.Total.Value : 0)),
                        cancellationToken));
                await Progress.RunAsync(session, "drawing", fraction =>
                {
                    folder.Write(report!, aside, new Progress<double>(fraction), cancellationToken);
                    return Task.CompletedTask;
                });
            });
            Summarize(session, report!, path);
            return Outcome(session, report!, failOn);
        });
        return command;
    }

    // Only a folder that an earlier run wrote may be replaced.
    private static bool IsReport(string folder) =>
        File.Exists(Path.Combine(folder, "report.json")) && File.Exists(Path.Combine(folder, "findings.sarif"));

    private static void Summarize(Session session, AnalysisReport report, string path)
    {
        string counts = string.Join(", ", Enum.GetValues<Severity>().Reverse()
            .Select(severity => (Name: SeverityNames.Of(severity), Count: report.Findings.Count(finding => finding.Severity == severity)))
            .Where(entry => entry.Count > 0)
            .Select(entry => $"{entry.Count} {entry.Name}"));
        foreach (Finding finding in report.Findings.Where(finding => finding.IsPartial || finding.Severity == Severity.Error))
        {
            session.Hint($"{SeverityNames.Of(finding.Severity)}: {finding.Descriptor.Id}: {CommandLine.OneLine(finding.Message)}");
        }

        session.Hint($"{report.ExampleCount} examples, {report.Artefacts.Length} figures, findings: {(counts.Length == 0 ? "none" : counts)}");
        session.Hint($"report: {Path.Combine(path, "report.html")}");
    }

    private static int Outcome(Session session, AnalysisReport report, Severity? failOn)
    {
        bool failed = session.Outcome == ExitCode.PluginFailed || report.Analyzers.Any(analyzer => analyzer.IsPartial);
        return failed ? ExitCode.PluginFailed
            : failOn is { } severity && report.Findings.Any(finding => finding.Severity >= severity) ? ExitCode.Findings
            : ExitCode.Done;
    }
}
