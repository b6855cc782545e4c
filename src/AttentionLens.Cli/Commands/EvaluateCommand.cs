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
        EvaluationOptionsGroup tests = new();
        Option<int?> take = WholeNumberOption.Create("--take", "N", 1, int.MaxValue, "How many of the inputs are taken, evenly spread over them; by default all.");
        ShownMeasures show = new();
        Option<string?> output = new("--out") { Description = "A file to write the JSON to.", HelpName = "F.json" };
        Option<string?> figure = new("--figure") { Description = "A file to draw the methods' curves and measures to: svg, png, pdf or apng, or json for its data, by its extension.", HelpName = "F.svg" };
        Option<bool> json = new("--json") { Description = "Write JSON in place of a table." };
        Option<int?> batchSize = WholeNumberOption.BatchSize($"{DefaultExamples}");
        Option<int?> generate = GenerationOptionsGroup.Count("--generate", "Let the model write up to N tokens behind each input first; with --objective continuation that is what is explained.");
        Option<long?> memory = MemoryOption.Create();
        InputOptions inputs = new();
        ModelRunOptions runs = new();
        CommonOptions common = new();
        Command command = new("evaluate", "Measure a model on its task, and attribution methods on the model.") { model };
        tests.AddTo(command);
        command.Add(take);
        show.AddTo(command);
        command.Add(output);
        command.Add(figure);
        command.Add(json);
        command.Add(batchSize);
        command.Add(generate);
        command.Add(memory);
        inputs.AddTo(command);
        runs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            OutputFile? file = parsed.GetValue(output) is { } path ? OutputFile.At(path) : null;
            ChosenTests tested = tests.Read(parsed, session.Host) with { Memory = parsed.GetValue(memory) };
            if (tested.Randomises && runs.Changes(parsed))
            {
                throw new LensInputException("--randomise was given with --interventions; expected one of them, because the random models would not be changed alike.");
            }

            ReportScreen? screen = show.Screen(parsed, session);
            if (screen is not null && tested.Methods.IsEmpty)
            {
                throw new LensInputException($"--show {ShownMeasures.Curves} shows how faithful methods are; name them with --method.");
            }

            (OutputFile File, FigureFile Figure)? drawn = FigureOf(parsed.GetValue(figure), session.Host, !tested.Methods.IsEmpty);
            runs.DemandNoneBeside(generate, parsed);
            string folder = parsed.GetRequiredValue(model);
            await using LensModel loaded = await runs.LoadAsync(parsed, session, folder, inputs.Encode(parsed), cancellationToken);
            List<LensInput> given = await ContinuedInputs.Of(
                chosen.ReadAsync(loaded.Card.Labels, cancellationToken), parsed.GetValue(generate), loaded, inputs.Encode(parsed), tested.Objective, cancellationToken).ToListAsync(cancellationToken);
            EvaluationJob job = new(loaded, tested, (options, token) =>
                session.Host.LoadModelAsync(Session.FolderOf(folder), options with { Recompute = runs.Loading(parsed).Recompute }, null, token));
            IEnumerable<LensInput> explained = Explained(loaded, Spread(given, parsed.GetValue(take) ?? given.Count), tested.Objective, inputs.Encode(parsed));
            ImmutableArray<InputBatch> batches = Batches(loaded, explained, inputs.Encode(parsed), parsed.GetValue(batchSize) ?? DefaultExamples);
            EvaluationReport? evaluation = null;
            await Progress.RunAsync(session, "evaluating", async report =>
                evaluation = await job.RunAsync(new PassMemory(loaded).Split(batches, parsed.GetValue(memory)), report, cancellationToken));
            evaluation = evaluation! with { Shown = show.Measures(parsed) };
            string text = parsed.GetValue(json) ? evaluation.ToJson() : evaluation.ToMarkdown();
            if (file is not null)
            {
                await file.WriteAsync(aside => File.WriteAllTextAsync(aside, evaluation.ToJson(), cancellationToken));
            }

            ChartFigure? chart = drawn is null && screen is null ? null
                : (evaluation.Faithfulness is { } faithfulness ? FaithfulnessChart.Of(faithfulness, tested.Removal) : null)
                    ?? throw new LensInputException($"{(drawn is null ? "--show" : "--figure")} has nothing to show: no input has a position that can be taken away.");
            if (drawn is { } picture)
            {
                byte[] bytes = picture.Figure.Draw(chart!);
                await picture.File.WriteAsync(aside => File.WriteAllBytesAsync(aside, bytes, cancellationToken));
            }

            await streams.Out.WriteAsync(text);
            screen?.Write(chart!);
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

    // Files are often in the order of their kinds: each kind gets its share.
    private static IEnumerable<LensInput> Spread(List<LensInput> given, int count)
    {
        int taken = Math.Min(count, given.Count);
        return Enumerable.Range(0, taken).Select(place => given[(int)((long)place * given.Count / taken)]);
    }

    // A translation is explained word by word, since it says of each word where it comes from; or as a whole.
    private static IEnumerable<LensInput> Explained(LensModel model, IEnumerable<LensInput> given, Objective objective, EncodeOptions options) =>
        objective is ContinuationObjective ? given : given.SelectMany(input => TranslatedWords.Each(input, model.Inputs, options));

    private static ImmutableArray<InputBatch> Batches(LensModel model, IEnumerable<LensInput> given, EncodeOptions options, int size) =>
    [
        .. given.Select((input, index) => model.Inputs.Encode(index, input, options))
            .Chunk(size).Select(model.Inputs.Collate),
    ];
}
