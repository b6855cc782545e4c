using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary><c>importance</c>: how much a model needs each of its heads, sublayers or blocks.</summary>
internal static class ImportanceCommand
{
    private const int DefaultExamples = 16;

    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string[]> methods = new("--method")
        {
            Description = "The method, for instance leave-one-out; with several, their rankings are compared.",
            HelpName = "NAME",
            Required = true,
        };
        Option<string> units = new("--units")
        {
            Description = "What is scored: head, attention, mlp, layer, or several of them between commas.",
            HelpName = "KINDS",
            DefaultValueFactory = _ => "head",
        };
        Option<string[]> stacks = new("--stack") { Description = "A stack that units are scored of, for instance encoder_self; by default all.", HelpName = "NAME" };
        TrainingFileOption train = new("Labelled inputs that methods which learn something learn from; by default those that are measured.");
        Option<string?> metric = new("--metric")
        {
            Description = "What it is measured by: loss, accuracy, logit or probability; by default loss where inputs have labels, else logit.",
            HelpName = "NAME",
        };
        Option<string[]> options = new("--option") { Description = "A setting of the method; with several methods METHOD.KEY=VALUE.", HelpName = "KEY=VALUE" };
        Option<ulong?> seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides all that is random; by default 0.");
        Option<string?> figure = new("--figure")
        {
            Description = "A picture of the scores to draw: svg, png, pdf or apng, or json for its data, by its extension; with several methods one of their agreement, and F.METHOD.svg for each; of what goes together F.greedy.svg and F.pairwise.svg.",
            HelpName = "F.svg",
        };
        Option<string> correction = new("--correction")
        {
            Description = "How the p-values of removals are corrected for being many: holm or benjamini-hochberg.",
            HelpName = "NAME",
            DefaultValueFactory = _ => ImportanceNames.Of(TestCorrection.Holm),
        };
        Option<string?> output = new("--out") { Description = "The JSON file to write; not needed with --show.", HelpName = "F.json" };
        ShowOption show = new("the scores as grids, and methods against each other,");
        Option<int?> batchSize = WholeNumberOption.BatchSize($"{DefaultExamples}");
        Option<long?> memory = MemoryOption.Create();
        InputOptions inputs = new();
        TogetherOptionsGroup together = new();
        ModelRunOptions runs = new();
        CommonOptions common = new();
        Command command = new("importance", "Say how much a model needs each of its heads, sublayers or blocks.")
        {
            model, methods, units, stacks, metric, options, correction, seed, figure, output, batchSize, memory,
        };
        show.AddTo(command);
        show.DemandBeside(output, command);
        train.AddTo(command);
        together.AddTo(command);
        inputs.AddTo(command);
        runs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            ChosenInputs? training = train.Choose(parsed);
            OutputFile? file = parsed.GetValue(output) is { } path ? OutputFile.At(path) : null;
            ReportScreen? screen = show.Screen(parsed, session);
            var selected = session.Host.ImportanceSelections(
                parsed.GetRequiredValue(methods), KeyValues.Read(parsed.GetValue(options), "--option", "KEY=VALUE"));
            ImmutableArray<string> ways = together.Ways(parsed);
            FigureFiles? figures = FigureFiles.At(parsed.GetValue(figure), session.Host, [.. selected.Select(selection => selection.Method.Descriptor.Name)], ways);
            ImmutableArray<UnitKind> kinds = [.. parsed.GetRequiredValue(units).Split(',', StringSplitOptions.TrimEntries).Select(ModelUnits.KindOf).Distinct()];
            if (!ways.IsEmpty && kinds.Length != 1)
            {
                throw new LensInputException($"--together removes units of one kind; --units names {kinds.Length}.");
            }

            TestCorrection corrected = ImportanceNames.CorrectionNamed(parsed.GetRequiredValue(correction));
            ImportanceMetric? measured = parsed.GetValue(metric) is { } name ? ImportanceNames.MetricNamed(name) : null;
            await using LensModel loaded = await runs.LoadAsync(parsed, session, parsed.GetRequiredValue(model), inputs.Encode(parsed), cancellationToken);
            EncodeOptions encoding = inputs.Encode(parsed);
            int size = parsed.GetValue(batchSize) ?? DefaultExamples;
            ImmutableArray<InputBatch> batches = [.. (await chosen.EncodeAsync(loaded, encoding, cancellationToken)).Chunk(size).Select(loaded.Inputs.Collate)];
            ImmutableArray<InputBatch> learned = training is null
                ? []
                : [.. (await training.EncodeAsync(loaded, encoding, cancellationToken)).Chunk(size).Select(loaded.Inputs.Collate)];
            ImportanceRequest[] requests =
            [
                .. selected.Select(selection => new ImportanceRequest
                {
                    Model = loaded,
                    Batches = batches,
                    Method = selection.Method,
                    Options = selection.Options,
                    Units = kinds,
                    Stacks = [.. parsed.GetValue(stacks) ?? []],
                    TrainingBatches = learned,
                    Trainer = loaded is TransformerModel whole
                        ? new CopyTrainer(session.Host, Session.FolderOf(parsed.GetRequiredValue(model)), whole, [])
                        : null,
                    Metric = measured,
                    Rules = [.. session.Host.PropagationRules.Select(part => part.Create())],
                    Memory = parsed.GetValue(memory),
                    Seed = parsed.GetValue(seed) ?? 0,
                    Correction = corrected,
                }),
            ];
            ImportanceReport importance = new(loaded.Card.Name, []);
            int works = requests.Length + ways.Length;
            await Progress.RunAsync(session, "measuring importance", async report =>
            {
                Progress<double> progress = new(done => report((importance.Results.Length + done) / works));
                foreach (ImportanceRequest request in requests)
                {
                    importance = importance with { Results = importance.Results.Add(await ImportanceRunner.ScoreAsync(request, progress, cancellationToken)) };
                }

                importance = await together.MeasureAsync(parsed, importance, requests[0], progress, cancellationToken);
            });
            if (file is not null)
            {
                await file.WriteAsync(aside => File.WriteAllTextAsync(aside, importance.ToJson(), cancellationToken));
            }

            ImmutableArray<Artefact> drawn = figures is null && screen is null ? [] : FigureFiles.Of(importance);
            if (figures is not null)
            {
                await figures.DrawAsync(drawn, cancellationToken);
            }

            ImportanceText.Write(streams, importance);
            if (SweepWork.Sum(importance.Results.Select(result => result.Sweeps)) is { } sweeps)
            {
                await streams.Out.WriteLineAsync($"sweeps: {sweeps}");
            }

            screen?.Write(drawn, cancellationToken);

            return session.Outcome;
        });
        return command;
    }
}
