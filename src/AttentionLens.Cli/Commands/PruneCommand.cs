using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>prune</c>: cuts what a model needs least out of it, and writes a smaller model.</summary>
internal static class PruneCommand
{
    private const int DefaultExamples = 16;
    private const string CurveFile = "curve.json";
    private const string FigureName = "curve.svg";

    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string?> by = new("--by") { Description = "The method of importance that says what is needed least, for instance michel.", HelpName = "METHOD" };
        ProposalOptionsGroup proposals = new();
        Option<int?> heads = WholeNumberOption.Create("--heads", "N", 0, int.MaxValue, "How many units go: heads, or what --units names.");
        Option<double?> fraction = new("--fraction") { Description = "Which share of the units goes, from 0 to 1.", HelpName = "P" };
        Option<double?> maxDrop = new("--max-drop") { Description = "How much worse the metric may get, in its own unit; as many units go as cost no more.", HelpName = "D" };
        Option<string> units = new("--units") { Description = "What may go: head, mlp or layer.", HelpName = "KIND", DefaultValueFactory = _ => "head" };
        Option<string[]> stacks = new("--stack") { Description = "A stack that units may be lost of, for instance encoder_self; by default all.", HelpName = "NAME" };
        Option<int?> rounds = WholeNumberOption.Create(
            "--rounds", "N", 1, 1000, "In how many rounds units go, importance measured anew in each; by default 1.");
        FineTuningOptionsGroup fineTuning = new();
        Option<string?> metric = new("--metric")
        {
            Description = "What the cost is measured by: accuracy, loss, logit or probability; by default accuracy where inputs have a label, loss where they have other labels, else the target's probability.",
            HelpName = "NAME",
        };
        Option<string[]> options = new("--option") { Description = "A setting of the method.", HelpName = "KEY=VALUE" };
        Option<ulong?> seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides all that is random; by default 0.");
        Option<string> output = new("--out") { Description = "The folder to write; it must be empty or absent.", HelpName = "DIR", Required = true };
        ShowOption show = new("the curve, and the units before and after,");
        Option<int?> batchSize = WholeNumberOption.BatchSize($"{DefaultExamples}");
        Option<long?> memory = MemoryOption.Create();
        InputOptions inputs = new();
        CommonOptions common = new();
        Command command = new("prune", "Cut what a model needs least out of it, and write a smaller model.")
        {
            model, by, heads, fraction, maxDrop, units, stacks, metric, rounds, options, seed, output, batchSize, memory,
        };
        show.AddTo(command);
        fineTuning.AddTo(command);
        proposals.AddTo(command);
        inputs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            ChosenInputs? training = fineTuning.Choose(parsed);
            string path = parsed.GetRequiredValue(output);
            OutputFolder place = OutputFolder.At(path, OutputFolder.FirstIn);
            ReportScreen? screen = show.Screen(parsed, session);
            AnalysisReport? report = proposals.Read(parsed, [by, heads, fraction, maxDrop, options]);
            string[] methods = report is null ? [parsed.GetValue(by) ?? throw new LensInputException("Neither --by nor --from was given; say by which method, or from which report, units go.")] : [];
            (ImportanceMethod? method, ImmutableArray<KeyValuePair<string, string>> settings) =
                session.Host.ImportanceSelections(methods, KeyValues.Read(parsed.GetValue(options), "--option", "KEY=VALUE")).FirstOrDefault();
            ModelFolder folder = ModelFolder.Open(SampleModels.Resolve(parsed.GetRequiredValue(model)));
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
            EncodeOptions encoding = inputs.Encode(parsed);
            ImmutableArray<EncodedExample> given = await chosen.EncodeAsync(loaded, encoding, cancellationToken);
            PruningRequest request = new()
            {
                Model = loaded,
                Folder = folder,
                Batches = [.. given.Chunk(parsed.GetValue(batchSize) ?? DefaultExamples).Select(loaded.Inputs.Collate)],
                Method = method!,
                Options = settings.IsDefault ? [] : settings,
                Kind = ModelUnits.KindOf(parsed.GetRequiredValue(units)),
                Metric = parsed.GetValue(metric) is { } name ? ImportanceNames.MetricNamed(name) : null,
                Count = parsed.GetValue(heads),
                Fraction = Within(parsed.GetValue(fraction), "--fraction", 0, 1),
                MaxDrop = Within(parsed.GetValue(maxDrop), "--max-drop", 0, double.MaxValue),
                Rounds = parsed.GetValue(rounds) ?? 1,
                FineTuning = await fineTuning.ReadAsync(parsed, training, loaded, given, encoding, cancellationToken),
                Stacks = [.. parsed.GetValue(stacks) ?? []],
                Rules = [.. session.Host.PropagationRules.Select(part => part.Create())],
                Memory = parsed.GetValue(memory),
                Seed = parsed.GetValue(seed) ?? 0,
            };
            request = report is null ? request : proposals.Narrow(parsed, request, report);
            PruningResult? result = null;
            (string Name, Artefact Figure)[] figures = [];
            await place.WriteAsync(async aside =>
            {
                await Progress.RunAsync(session, "pruning", async report =>
                    result = await session.Host.PruneAsync(request, aside, new Progress<double>(report), cancellationToken));
                await File.WriteAllBytesAsync(Path.Combine(aside, CurveFile), PruningReport.Write(result!), cancellationToken);
                figures =
                [
                    (FigureName, RemovalFigure.Of(result!.Removal, request.Method.Descriptor.Name, NameOf(request.Kind), PruningReport.CurvesOf(result))),
                    ("before.svg", ImportanceFigure.Before(result.Importance, result.Removed)),
                    ("after.svg", ImportanceFigure.After(result.Importance, result.Removed)),
                ];
                foreach ((string name, Artefact drawn) in figures)
                {
                    await File.WriteAllBytesAsync(Path.Combine(aside, name), new FigureFile(session.Host, name, new RenderOptions()).Draw(drawn), cancellationToken);
                }
            });
            Write(streams, result!, request.Kind, path);
            await using LensModel smaller = await session.Host.LoadModelAsync(ModelFolder.Open(path), null, null, cancellationToken);
            (double before, double after) = await PassTimes.OfAsync(loaded, smaller, request.Batches, cancellationToken);
            await streams.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"time of a pass, best of several in turns: {before:0.#} ms before, {after:0.#} ms after"));
            screen?.Write([.. figures.Select(figure => figure.Figure)], cancellationToken);
            return session.Outcome;
        });
        return command;
    }

    private static double? Within(double? value, string option, double least, double most) => value is not { } number || (number >= least && number <= most)
        ? value
        : throw new LensInputException(string.Create(CultureInfo.InvariantCulture, $"{option} is {number}; expected a number from {least}{(most < double.MaxValue ? string.Create(CultureInfo.InvariantCulture, $" to {most}") : string.Empty)}."));

    private static string NameOf(UnitKind kind) => kind switch { UnitKind.Head => "heads", UnitKind.Mlp => "MLPs", _ => "layers" };

    private static void Write(CliStreams streams, PruningResult result, UnitKind kind, string path)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string metric = ImportanceNames.Of(result.Removal.Metric);
        streams.Out.WriteLine(string.Create(culture, $"removed: {result.Removed.Length} of {result.Removed.Length + result.Left} {NameOf(kind)}"));
        streams.Out.WriteLine(string.Create(culture, $"{metric}: {result.Removal.Order.Points[0].Value:0.####} before, {result.Chosen.Value:0.####} after"));
        foreach (PruningRound round in result.Rounds)
        {
            string trained = round.After is { } after ? string.Create(culture, $", trained {after.Value:0.####}") : string.Empty;
            streams.Out.WriteLine(string.Create(culture, $"  {round.Before.Removed} gone: {round.Before.Value:0.####}{trained}{(round.IsKept ? string.Empty : ", undone")}"));
        }

        if (result.FineTuning is { } tuning)
        {
            streams.Out.WriteLine(string.Create(culture, $"inputs trained on: {tuning.Examples.Length}, {(tuning.IsMeasured ? "those that are measured, so that the metric after training is that of inputs that were seen" : "of --train")}"));
        }

        streams.Out.WriteLine(string.Create(culture, $"weights: {result.Parameters.Before} before, {result.Parameters.After} after ({result.WeightBytes.Before} and {result.WeightBytes.After} bytes)"));
        streams.Out.WriteLine(string.Create(culture, $"logits: within {result.LogitDifference:G2} of the masked model's"));
        if (result.Sweeps is { } sweeps)
        {
            streams.Out.WriteLine($"sweeps: {sweeps}");
        }

        streams.Out.WriteLine($"model: {path}");
    }
}
