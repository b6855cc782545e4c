using System.Collections.Immutable;
using System.CommandLine;
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
        Option<string> output = new("--out") { Description = "The safetensors file to write.", HelpName = "F.safetensors", Required = true };
        Option<int?> batchSize = WholeNumberOption.BatchSize("all");
        InputOptions inputs = new();
        ObjectiveOption objective = new();
        CommonOptions common = new();
        Command command = new("trace", "Run a model and store what happens at its hook points.") { model, hooks, gradients, output, batchSize };
        inputs.AddTo(command);
        objective.AddTo(command);
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
                Objective = objective.Read(parsed),
                Encode = inputs.Encode(parsed),
                BatchSize = parsed.GetValue(batchSize),
            };
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
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

    private static ImmutableArray<HookSelector> Selectors(string[]? globs) => [.. (globs ?? []).Select(HookSelector.Parse)];
}
