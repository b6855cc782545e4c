using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Hosting;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary><c>trace</c>: runs the model and stores activations by hook-point name.</summary>
internal static class TraceCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string[]> hooks = new("--hooks") { Description = "Hook points to store, for instance 'blocks.*.attn.pattern'.", HelpName = "GLOB" };
        Option<string[]> gradients = new("--gradient") { Description = "Hook points whose gradients to store, as gradient/NAME.", HelpName = "GLOB" };
        Option<string[]> relevance = new("--relevance")
        {
            Description = "A rule set and the hook points whose relevance by it to store, as relevance/RULES/NAME; for instance 'attnlrp:blocks.*.attn.pattern'.",
            HelpName = "RULES:GLOB",
        };
        Option<string> output = new("--out") { Description = "The safetensors file to write.", HelpName = "F.safetensors", Required = true };
        Option<int?> batchSize = WholeNumberOption.BatchSize("all");
        InputOptions inputs = new();
        ObjectiveOption objective = new();
        ModelRunOptions runs = new();
        CommonOptions common = new();
        Command command = new("trace", "Run a model and store what happens at its hook points.") { model, hooks, gradients, relevance, output, batchSize };
        inputs.AddTo(command);
        objective.AddTo(command);
        runs.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            OutputFile file = OutputFile.At(parsed.GetRequiredValue(output));
            TraceRequest request = new()
            {
                Inputs = [],
                Hooks = Selectors(parsed.GetValue(hooks)),
                Gradients = Selectors(parsed.GetValue(gradients)),
                Relevance = Relevances(session.Host, parsed.GetValue(relevance)),
                Objective = objective.Read(parsed),
                Encode = inputs.Encode(parsed),
                BatchSize = parsed.GetValue(batchSize),
            };
            await using LensModel loaded = await runs.LoadAsync(parsed, session, parsed.GetRequiredValue(model), inputs.Encode(parsed), cancellationToken);
            request = request with { Inputs = [.. await chosen.ReadAsync(loaded.Card.Labels, cancellationToken).ToListAsync(cancellationToken)] };
            await Progress.RunAsync(session, "tracing", report => file.WriteAsync(aside => ActivationTrace.WriteAsync(
                loaded,
                request,
                aside,
                new Progress<int>(done => report((double)done / request.Inputs.Length)),
                cancellationToken)));
            return session.Outcome;
        });
        return command;
    }

    private static ImmutableArray<TraceRelevance> Relevances(LensHost host, string[]? given)
    {
        Dictionary<string, PropagationRules> chosen = new(StringComparer.Ordinal);
        List<TraceRelevance> relevances = [];
        foreach (string relevance in given ?? [])
        {
            int colon = relevance.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                throw new LensInputException($"--relevance is '{relevance}'; expected a rule set and hook points, for instance attnlrp:embed.");
            }

            string name = relevance[..colon];
            if (!chosen.TryGetValue(name, out PropagationRules? rules))
            {
                chosen.Add(name, rules = host.RulesNamed(name));
            }

            relevances.Add(new TraceRelevance(rules, HookSelector.Parse(relevance[(colon + 1)..])));
        }

        return [.. relevances];
    }

    private static ImmutableArray<HookSelector> Selectors(string[]? globs) => [.. (globs ?? []).Select(HookSelector.Parse)];
}
