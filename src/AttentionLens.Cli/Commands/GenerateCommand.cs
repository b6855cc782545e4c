using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary><c>generate</c>: lets a model write behind its inputs, and stores what happened inside it at each step.</summary>
internal static class GenerateCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string[]> hooks = new("--hooks") { Description = "With --out: hook points to store at each step.", HelpName = "GLOB" };
        Option<string?> output = new("--out") { Description = "The safetensors file to write: step.T/NAME for each step, and logits.", HelpName = "F.safetensors" };
        Option<bool> json = new("--json") { Description = "Write JSON lines with ids and probabilities." };
        GenerationOptionsGroup generation = new();
        InputOptions inputs = new();
        CommonOptions common = new();
        Command command = new("generate", "Let a model write.") { model, hooks, output, json };
        generation.AddTo(command);
        inputs.AddPromptTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            GenerationOptions options = generation.Read(parsed, inputs.Encode(parsed));
            ChosenInputs chosen = inputs.Choose(parsed);
            StepFile? file = StepFile.At(parsed.GetValue(output), parsed.GetValue(hooks) ?? []);
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
            TextGenerator generator = TextGenerator.For(loaded);
            IAsyncEnumerable<LensInput> read = chosen.ReadAsync(loaded.Card.Labels, cancellationToken);
            if (file is not null)
            {
                // How many there are decides the names in the file.
                LensInput[] all = await read.ToArrayAsync(cancellationToken);
                file.NamesInputs = all.Length > 1;
                read = all.ToAsyncEnumerable();
            }

            int index = 0;
            await foreach (LensInput input in read)
            {
                LensInput named = ContinuedInputs.Named(input, index);
                GeneratedSequence? written = null;
                await Progress.RunAsync(session, "generating", async report =>
                    written = await WriteAsync(generator, named, options, file?.For(index), report, cancellationToken));
                string? text = generator.TextOf(written!);
                await streams.Out.WriteAsync($"{(parsed.GetValue(json) ? GeneratedLine.Json(named.Id!, written!, text) : GeneratedLine.Plain(written!, text))}\n");
                index++;
            }

            await streams.Out.FlushAsync(cancellationToken);
            await (file?.WriteAsync() ?? Task.CompletedTask);
            return session.Outcome;
        });
        return command;
    }

    private static async Task<GeneratedSequence> WriteAsync(
        TextGenerator generator,
        LensInput input,
        GenerationOptions options,
        StepFile.Part? part,
        Action<double> report,
        CancellationToken cancellationToken)
    {
        if (part is null && options.Beams > 1)
        {
            return await generator.GenerateAsync(input, options, cancellationToken);
        }

        ImmutableArray<GeneratedToken>.Builder tokens = ImmutableArray.CreateBuilder<GeneratedToken>();
        bool hasEnded = false;
        await foreach (GenerationStep step in generator.StepsAsync(input, options, part?.Hooks ?? [], cancellationToken))
        {
            tokens.Add(step.Token);
            hasEnded = step.IsEnd;
            part?.Add(step);
            report((double)tokens.Count / options.MostTokens);
        }

        return new GeneratedSequence(tokens.DrainToImmutable(), hasEnded);
    }
}
