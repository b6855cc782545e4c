using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>attribute</c>: one attribution of one batch.</summary>
internal static class AttributeCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string> method = new("--method") { Description = "The method, for instance integrated-gradients.", HelpName = "NAME", Required = true };
        Option<int?> steps = WholeNumberOption.Create("--steps", "N", 1, int.MaxValue, "For methods that take steps: how many; short for --option steps=N.");
        BaselineOption baseline = new();
        Option<string[]> options = new("--option") { Description = "A setting of the method.", HelpName = "KEY=VALUE" };
        Option<string?> output = new("--out") { Description = "The safetensors file to write; not needed with --show.", HelpName = "F.safetensors" };
        ShowOption show = new("the scores of each input, and what the method gives to heads, layers and target tokens,");
        Option<int?> batchSize = WholeNumberOption.BatchSize("as many as fit 2048 positions, for passes that a method has many of");
        Option<int?> generate = GenerationOptionsGroup.Count("--generate", "Let the model write up to N tokens behind each input first; with --objective continuation that is what is explained.");
        Option<long?> memory = MemoryOption.Create();
        InputOptions inputs = new();
        ObjectiveOption objective = new();
        ModelRunOptions runs = new();
        CommonOptions common = new();
        Command command = new("attribute", "Say which inputs made the model say what it says.") { model, method, steps, options, output, batchSize, memory, generate };
        show.AddTo(command);
        show.DemandBeside(output, command);
        inputs.AddTo(command);
        objective.AddTo(command);
        baseline.AddTo(command);
        runs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            OutputFile? file = parsed.GetValue(output) is { } path ? OutputFile.At(path) : null;
            ReportScreen? screen = show.Screen(parsed, session);
            AttributionBaseline absence = baseline.Read(parsed);
            ImmutableArray<KeyValuePair<string, string>> settings = Settings(parsed.GetValue(options), parsed.GetValue(steps));
            AttributionMethod attribution = session.Host.AttributionMethodNamed(parsed.GetRequiredValue(method));
            runs.DemandNoneBeside(generate, parsed);
            await using LensModel loaded = await runs.LoadAsync(parsed, session, parsed.GetRequiredValue(model), inputs.Encode(parsed), cancellationToken);
            Objective explained = objective.Read(parsed);
            IAsyncEnumerable<LensInput> read = ContinuedInputs.Of(
                chosen.ReadAsync(loaded.Card.Labels, cancellationToken), parsed.GetValue(generate), loaded, inputs.Encode(parsed), explained, cancellationToken);
            InputBatch batch = loaded.Inputs.Collate(
                [.. (await read.ToListAsync(cancellationToken))
                    .Select((input, index) => loaded.Inputs.Encode(index, input, inputs.Encode(parsed)))]);
            AttributionRequest request = new()
            {
                Model = loaded,
                Batch = batch,
                Method = attribution,
                Objective = explained,
                Baseline = absence,
                Options = settings,
                Rules = [.. session.Host.PropagationRules.Select(part => part.Create())],
                OpenTensors = SafetensorsTensors.Open,
                MaxRows = parsed.GetValue(batchSize),
                Memory = parsed.GetValue(memory),
            };
            string name = attribution.Descriptor.Name;
            AttributionResult? answer = null;
            await Progress.RunAsync(session, name, report => file is null ? AnswerAsync(null, report) : file.WriteAsync(aside => AnswerAsync(aside, report)));
            screen?.Write(AnswerFigures.Of(request, answer!), cancellationToken);
            return session.Outcome;

            async Task AnswerAsync(string? aside, Action<double> report)
            {
                answer = await AttributionRunner.AttributeAsync(request, new Progress<double>(report), cancellationToken);
                if (aside is not null)
                {
                    AttributionFile.Save(aside, answer, name, request.Objective, absence, settings);
                }
            }
        });
        return command;
    }

    private static ImmutableArray<KeyValuePair<string, string>> Settings(string[]? options, int? steps)
    {
        Dictionary<string, string> settings = KeyValues.Read(options, "--option", "KEY=VALUE");
        return steps is { } count && !settings.TryAdd("steps", count.ToString(CultureInfo.InvariantCulture))
            ? throw new LensInputException("--steps and --option steps=N say the same; give one of them.")
            : [.. settings];
    }
}
