using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>evaluate</c>: how well a model does its task, and how faithful attribution methods are on it.</summary>
internal static class EvaluateCommand
{
    private const int DefaultExamples = 16;

    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string[]> methods = new("--method") { Description = "An attribution method to test; may be given several times, and 'all' tests every one.", HelpName = "NAME" };
        Option<string[]> options = new("--option") { Description = "A setting of a method.", HelpName = "METHOD.KEY=VALUE" };
        Option<string> removal = new("--removal")
        {
            Description = "What becomes of a position that is taken away: delete, mask or pad.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "pad",
        };
        Option<ulong?> seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides random orders and removals; by default 0.");
        Option<string?> output = new("--out") { Description = "A file to write the JSON to.", HelpName = "F.json" };
        Option<string?> figure = new("--figure") { Description = "A file to draw the methods' curves and measures to: svg, png or pdf, by its extension.", HelpName = "F.svg" };
        Option<bool> json = new("--json") { Description = "Write JSON in place of a table." };
        Option<int?> batchSize = WholeNumberOption.BatchSize($"{DefaultExamples}");
        InputOptions inputs = new();
        BaselineOption baseline = new();
        InterventionsOption interventions = new();
        CommonOptions common = new();
        Command command = new("evaluate", "Measure a model on its task, and attribution methods on the model.") { model, methods, options, removal, seed, output, figure, json, batchSize };
        inputs.AddTo(command);
        baseline.AddTo(command);
        interventions.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            OutputFile? file = parsed.GetValue(output) is { } path ? OutputFile.At(path) : null;
            RemovalMode mode = ModeOf(parsed.GetRequiredValue(removal));
            ImmutableArray<(AttributionMethod, ImmutableArray<KeyValuePair<string, string>>)> tested =
            [
                .. session.Host.AttributionSelections(parsed.GetValue(methods) ?? [], KeyValues.Read(parsed.GetValue(options), "--option", "METHOD.KEY=VALUE"))
                    .Select(selection => (selection.Method, selection.Options)),
            ];
            (OutputFile File, FigureFile Figure)? drawn = FigureOf(parsed.GetValue(figure), session.Host, !tested.IsEmpty);
            await using LensModel loaded = await interventions.LoadAsync(parsed, session, parsed.GetRequiredValue(model), inputs.Encode(parsed), cancellationToken);
            List<LensInput> given = await chosen.ReadAsync(loaded.Card.Labels, cancellationToken).ToListAsync(cancellationToken);
            int size = parsed.GetValue(batchSize) ?? DefaultExamples;
            List<FaithfulnessResult> parts = [];
            List<ImmutableArray<Measure>> task = [];
            await Progress.RunAsync(session, "evaluating", async report =>
            {
                for (int first = 0; first < given.Count; first += size)
                {
                    InputBatch batch = loaded.Inputs.Collate(
                        [.. given.Skip(first).Take(size).Select((input, index) => loaded.Inputs.Encode(first + index, input, inputs.Encode(parsed)))]);
                    task.AddRange(await TaskMetrics.EvaluateAsync(loaded, batch, cancellationToken));
                    if (!tested.IsEmpty)
                    {
                        FaithfulnessRequest request = new()
                        {
                            Model = loaded,
                            Batch = batch,
                            Methods = tested,
                            Removal = mode,
                            Rules = [.. session.Host.PropagationRules.Select(part => part.Create())],
                            OpenTensors = SafetensorsTensors.Open,
                            Baseline = baseline.Read(parsed),
                            Seed = parsed.GetValue(seed) ?? 0,
                        };
                        int start = first;
                        Progress<double> progress = new(done => report((start + (done * batch.Size)) / given.Count));
                        parts.Add(await FaithfulnessRunner.EvaluateAsync(request, progress, cancellationToken));
                    }
                }
            });
            EvaluationReport evaluation = new(loaded.Card.Name, mode, [.. task], parts.Count == 0 ? null : FaithfulnessResult.Combine(parts));
            if (file is not null)
            {
                await file.WriteAsync(aside => File.WriteAllTextAsync(aside, evaluation.ToJson(), cancellationToken));
            }

            if (drawn is { } picture)
            {
                ChartFigure chart = (evaluation.Faithfulness is { } faithfulness ? FaithfulnessChart.Of(faithfulness, mode) : null)
                    ?? throw new LensInputException("--figure has nothing to show: no input has a position that can be taken away.");
                byte[] bytes = picture.Figure.Draw(chart);
                await picture.File.WriteAsync(aside => File.WriteAllBytesAsync(aside, bytes, cancellationToken));
            }

            await streams.Out.WriteAsync(parsed.GetValue(json) ? evaluation.ToJson() : evaluation.ToMarkdown());
            return session.Outcome;
        });
        return command;
    }

    private static (OutputFile File, FigureFile Figure)? FigureOf(string? path, LensHost host, bool hasMethods)
    {
        const string Option = "--figure";
        return path is null ? null
            : hasMethods ? (OutputFile.At(path, Option), new FigureFile(host, path, new RenderOptions()))
            : throw new LensInputException($"{Option} shows how faithful methods are; name them with --method.");
    }

    private static RemovalMode ModeOf(string name) => name switch
    {
        "delete" => RemovalMode.Delete,
        "mask" => RemovalMode.Mask,
        "pad" => RemovalMode.Pad,
        _ => throw new LensInputException($"--removal is '{name}'; expected delete, mask or pad."),
    };
}
