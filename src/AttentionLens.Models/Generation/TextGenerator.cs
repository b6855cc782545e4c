using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Lets a model write: a causal model goes on from its input, an encoder-decoder writes what its decoder reads next. Keys and values are
/// kept from token to token, so that each costs a pass over one position; an encoder runs once.</summary>
public sealed class TextGenerator
{
    private readonly TransformerModel _model;

    /// <summary>Creates a generator.</summary>
    /// <param name="model">The model; it stays the caller's to dispose.</param>
    /// <exception cref="LensInputException">The model does not predict the next token.</exception>
    public TextGenerator(TransformerModel model)
    {
        _model = model;
        if (model.Output != (model.DecoderStage == 0 ? ModelOutput.NextTokenLogits : ModelOutput.PositionLogits))
        {
            throw new LensInputException(
                $"Model '{model.Card.Name}' is a {model.Card.Architecture}, which predicts no next token; expected a causal language model or an encoder-decoder with a head.");
        }
    }

    /// <summary>Creates a generator for a model that was loaded by any adapter.</summary>
    /// <param name="model">The model; it stays the caller's to dispose.</param>
    /// <exception cref="LensInputException">The model does not predict the next token, or does not compute with this project's kernels.</exception>
    public static TextGenerator For(LensModel model) => new(model as TransformerModel ?? throw new LensInputException(
        $"Model '{model.Card.Name}' is a {model.Card.Architecture} whose adapter does not derive from {nameof(TransformerAdapter)}; expected a model that can go on from kept keys and values."));

    /// <summary>Writes.</summary>
    /// <param name="input">What the model goes on from. Decoder ids are the beginning of what an encoder-decoder writes; labels are left aside.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The input or the options cannot be used, or the logits are not finite.</exception>
    public async ValueTask<GeneratedSequence> GenerateAsync(LensInput input, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        if (options.Beams > 1)
        {
            return await SearchAsync(Encode(input, options), options, cancellationToken);
        }

        ImmutableArray<GeneratedToken>.Builder written = ImmutableArray.CreateBuilder<GeneratedToken>();
        bool hasEnded = false;
        await foreach (GenerationStep step in StepsAsync(input, options, [], cancellationToken))
        {
            written.Add(step.Token);
            hasEnded = step.IsEnd;
        }

        return new GeneratedSequence(written.DrainToImmutable(), hasEnded);
    }

    /// <summary>Writes, and shows each step: the token, its logits, and what hook points held. With several beams the text is found first, and
    /// then written again step by step.</summary>
    /// <param name="input">As in <see cref="GenerateAsync"/>.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="capture">The hook points to keep in each step.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <returns>The steps. One holds its tensors until the next is asked for.</returns>
    /// <exception cref="LensInputException">As in <see cref="GenerateAsync"/>, or a selector matches nothing.</exception>
    public async IAsyncEnumerable<GenerationStep> StepsAsync(
        LensInput input,
        GenerationOptions options,
        ImmutableArray<HookSelector> capture,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        TokenSampler sampler = new(options);
        PassPlan plan = new(_model.Hooks, new RunPlan { Capture = capture });
        EncodedExample prompt = Encode(input, options);
        TokenRules rules = RulesOf(prompt, options);
        GeneratedSequence? found = options.Beams > 1 ? await SearchAsync(prompt, options, cancellationToken) : null;
        int most = found?.Tokens.Length ?? rules.MostTokens;
        using Decoding decoding = new(_model, prompt, most, dropsUnseen: capture.IsEmpty);
        for (int index = 0; ; index++)
        {
            using TransformerRun run = await decoding.NextAsync(plan, cancellationToken);
            GeneratedToken token = Choose(run, sampler, rules, found?.Tokens[index].Id ?? rules.Forced(index));
            bool isEnd = rules.EndIds.AsSpan().Contains(token.Id);
            using GenerationStep step = new(index, token, isEnd, run, _model.Hooks);
            yield return step;
            if (isEnd || index == most - 1)
            {
                yield break;
            }

            decoding.Write([0], [token.Id]);
        }
    }

    /// <summary>Writes, and gives the input with what was written behind it, as far as the model has positions. One pass over it has all steps in
    /// it, for whoever looks inside: a position sees none behind it, so the row of the last prompt token is step 0, the next row step 1.</summary>
    /// <param name="input">As in <see cref="GenerateAsync"/>.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <returns>The input as ids, or for an encoder-decoder as it was with decoder ids; without labels.</returns>
    /// <exception cref="LensInputException">As in <see cref="GenerateAsync"/>.</exception>
    public async ValueTask<LensInput> ContinueAsync(LensInput input, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        return (await WriteBehindAsync(input, options, cancellationToken)) with { Labels = default };
    }

    /// <summary>As <see cref="ContinueAsync"/>, with what was written as labels: what the model wrote can then be explained (<see cref="ContinuationObjective"/>) or trained on.</summary>
    /// <param name="input">As in <see cref="GenerateAsync"/>.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <returns>The input as ids, or for an encoder-decoder as it was with decoder ids; each with labels.</returns>
    /// <exception cref="LensInputException">As in <see cref="GenerateAsync"/>.</exception>
    public ValueTask<LensInput> ContinueWithLabelsAsync(LensInput input, GenerationOptions options, CancellationToken cancellationToken = default) =>
        WriteBehindAsync(input, options, cancellationToken);

    /// <summary>The text of what was written. Special tokens are left out, and so are ids that the tokenizer has no token for.</summary>
    /// <param name="written">What was written.</param>
    /// <returns>The text; null where the model's folder holds no tokenizer.</returns>
    public string? TextOf(GeneratedSequence written) => (_model.Inputs as ITextInputs)?.Tokenizer is { } tokenizer
        ? tokenizer.Decode([.. written.Tokens.Select(token => token.Id).Where(id => tokenizer.TokenText(id) is not null)], skipSpecialTokens: true)
        : null;

    private async ValueTask<LensInput> WriteBehindAsync(LensInput input, GenerationOptions options, CancellationToken cancellationToken)
    {
        GeneratedSequence sequence = await GenerateAsync(input, options, cancellationToken);
        EncodedExample prompt = Encode(input, options);
        EncodedExample read = prompt.Decoder ?? prompt;
        int added = Math.Min(sequence.Tokens.Length, (_model.Inputs.MaxLength ?? int.MaxValue) - read.Tokens.Length);
        ImmutableArray<int> written = [.. sequence.Tokens.Take(added).Select(token => token.Id)];
        ImmutableArray<int> ids = [.. read.Tokens.Select(token => token.Id), .. written];
        ImmutableArray<bool> mask = read.Mask.Contains(false) ? [.. read.Mask, .. Enumerable.Repeat(true, added)] : default;
        ImmutableArray<int> unlabelled = [.. Enumerable.Repeat(CrossEntropyKernel.IgnoredLabel, read.Tokens.Length)];

        // A decoder's label stands where the token is predicted, a causal model's where it is read.
        return prompt.Decoder is null
            ? input with { Text = null, TextPair = null, Ids = ids, AttentionMask = mask, TokenTypes = [.. read.TokenTypes, .. new int[added]], Written = added, Labels = [.. unlabelled, .. written] }
            : input with { DecoderIds = ids, DecoderMask = mask, Written = added, Labels = [.. unlabelled[1..], .. written, CrossEntropyKernel.IgnoredLabel] };
    }

    private static GeneratedToken Choose(TransformerRun run, TokenSampler sampler, TokenRules rules, int? known)
    {
        NextLogits logits = new(GenerationStep.LastRow(run));
        return known is { } id ? logits.Token(id) : sampler.Next(logits, rules.BannedIds.AsSpan());
    }

    private async ValueTask<GeneratedSequence> SearchAsync(EncodedExample prompt, GenerationOptions options, CancellationToken cancellationToken)
    {
        options.Demand();
        TokenRules rules = RulesOf(prompt, options);
        using Decoding decoding = new(_model, prompt, rules.MostTokens, dropsUnseen: true);
        return await new BeamSearch(new PassPlan(_model.Hooks, RunPlan.OutputOnly), options, rules).RunAsync(decoding, cancellationToken);
    }

    private TokenRules RulesOf(EncodedExample prompt, GenerationOptions options) =>
        new(_model.Generation, options, (prompt.Decoder ?? prompt).Tokens.Length, _model.Inputs.MaxLength);

    private EncodedExample Encode(LensInput input, GenerationOptions options)
    {
        if (input.TargetText is not null)
        {
            throw new LensInputException("The input has a target text, but the text is to be written; leave it out, or begin it with decoder ids.");
        }

        LensInput prompt = input with { Labels = default };
        if (_model.DecoderStage > 0 && input.DecoderIds.IsDefault && _model.Generation.StartId is { } start)
        {
            prompt = prompt with { DecoderIds = [start] };
        }

        return Decoding.WithoutEnd(_model.Inputs.Encode(0, prompt, options.Encode));
    }
}
