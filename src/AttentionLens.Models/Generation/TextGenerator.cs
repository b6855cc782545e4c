using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Lets a model write: a causal model goes on from its input, an encoder-decoder writes what its decoder reads next. Each token costs
/// a pass over all that was written before; an encoder runs once.</summary>
public sealed class TextGenerator
{
    private readonly TransformerModel _model;

    // The stage where a decoder begins; 0 in a model with one stack.
    private readonly int _decoderStage;

    /// <summary>Creates a generator.</summary>
    /// <param name="model">The model; it stays the caller's to dispose.</param>
    /// <exception cref="LensInputException">The model does not predict the next token.</exception>
    public TextGenerator(TransformerModel model)
    {
        _model = model;
        _decoderStage = model.Stages.FirstOrDefault(stage => stage.Name == "decoder.embed")?.Index ?? 0;
        if (_decoderStage == 0 ? model.Output != ModelOutput.NextTokenLogits : model.Output != ModelOutput.PositionLogits)
        {
            throw new LensInputException(
                $"Model '{model.Card.Name}' is a {model.Card.Architecture}, which predicts no next token; expected a causal language model or an encoder-decoder with a head.");
        }
    }

    private bool HasDecoder => _decoderStage > 0;

    /// <summary>Writes.</summary>
    /// <param name="input">What the model goes on from. Decoder ids are the beginning of what an encoder-decoder writes; labels are left aside.</param>
    /// <param name="options">How it writes.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The input or the options cannot be used, or the logits are not finite.</exception>
    public async ValueTask<GeneratedSequence> GenerateAsync(LensInput input, GenerationOptions options, CancellationToken cancellationToken = default)
    {
        if (input.TargetText is not null)
        {
            throw new LensInputException("The input has a target text, but the text is to be written; leave it out, or begin it with decoder ids.");
        }

        TokenSampler sampler = new(options);
        EncodedExample example = _model.Inputs.Encode(0, input with { Labels = default }, new EncodeOptions());
        ImmutableArray<GeneratedToken>.Builder written = ImmutableArray.CreateBuilder<GeneratedToken>();
        ModelState? encoded = null;
        try
        {
            while (true)
            {
                RunPlan plan = HasDecoder && encoded is null ? new RunPlan { KeepStates = [_decoderStage - 1] } : RunPlan.OutputOnly;
                using ModelRun run = await _model.RunAsync(_model.Inputs.Collate([example]), plan, encoded, cancellationToken);
                encoded ??= HasDecoder ? run.StateAfter(_decoderStage - 1) : null;
                EncodedExample read = example.Decoder ?? example;
                int classes = run.Output.Shape[^1];
                GeneratedToken next = sampler.Next(run.Output.Values.Slice((read.Start + read.Length - 1) * classes, classes));
                written.Add(next);
                bool hasEnded = options.EndIds.AsSpan().Contains(next.Id);
                if (hasEnded || written.Count == options.MostTokens || read.Tokens.Length == _model.Inputs.MaxLength)
                {
                    return new GeneratedSequence(written.DrainToImmutable(), hasEnded);
                }

                example = _model.Inputs.Encode(0, Longer(example, next.Id), new EncodeOptions());
            }
        }
        finally
        {
            encoded?.Dispose();
        }
    }

    private static LensInput Longer(EncodedExample example, int id)
    {
        LensInput whole = new() { Ids = IdsOf(example), AttentionMask = example.Mask };
        return example.Decoder is { } decoder
            ? whole with { DecoderIds = IdsOf(decoder, id), DecoderMask = Upto(decoder) }
            : whole with { Ids = IdsOf(example, id), AttentionMask = Upto(example) };
    }

    // Padding behind the last token gives way to what is written.
    private static ImmutableArray<int> IdsOf(EncodedExample example, int id) =>
        [.. IdsOf(example)[..(example.Start + example.Length)], id];

    private static ImmutableArray<bool> Upto(EncodedExample example) => [.. example.Mask[..(example.Start + example.Length)], true];

    private static ImmutableArray<int> IdsOf(EncodedExample example) => [.. example.Tokens.Select(token => token.Id)];
}
