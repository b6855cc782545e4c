using System.Collections.Immutable;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Models;

/// <summary>Turns texts and ids into batches for a model with an encoder and a decoder. Decoder ids are taken as they are; a target text
/// is read one place later, behind the start token; with neither the decoder reads the start token alone.</summary>
public sealed class EncoderDecoderInputProcessor : InputProcessor, ITextInputs
{
    private readonly TextInputProcessor _encoder;
    private readonly TextInputProcessor _decoder;
    private readonly int _startId;

    /// <summary>Creates a processor.</summary>
    /// <param name="folder">The model's folder, which may hold a tokenizer, or one for each side.</param>
    /// <param name="settings">What each side takes.</param>
    /// <param name="startId">The id that a decoder reads first, <c>decoder_start_token_id</c> of a configuration.</param>
    public EncoderDecoderInputProcessor(ModelFolder folder, TextInputSettings settings, int startId)
    {
        _encoder = new TextInputProcessor(folder, settings);
        _decoder = _encoder.ForDecoder();
        _startId = startId;
    }

    /// <inheritdoc/>
    public override int? MaxLength => _encoder.MaxLength;

    /// <inheritdoc/>
    public override int? PadId => _encoder.PadId;

    /// <inheritdoc/>
    public override int? MaskId => _encoder.MaskId;

    /// <inheritdoc/>
    public override string? TextOf(int id) => _decoder.TextOf(id);

    /// <inheritdoc/>
    public override EncodedExample Encode(long index, LensInput input, EncodeOptions options)
    {
        LensInput source = input with { DecoderIds = default, DecoderMask = default, TargetText = null, Labels = default };
        EncodedExample read = _encoder.Encode(index, source, options);
        EncodedExample decoder = input.TargetText is null ? FromIds(index, input, options) : FromTarget(index, input, options);
        return Joined(input, read, decoder);
    }

    /// <inheritdoc/>
    public override InputBatch Collate(IReadOnlyList<EncodedExample> examples)
    {
        if (examples.Count == 0 || examples.Any(example => example.Decoder is null))
        {
            throw new LensInputException("A batch needs at least one example, each with tokens for the decoder; encode the inputs with this model.");
        }

        int length = examples.Max(example => example.Tokens.Length);
        int decoderLength = examples.Max(example => example.Decoder!.Tokens.Length);
        return new InputBatch(
        [
            .. examples.Select(example =>
                Joined(example.Input, _encoder.Padded(example, length), _decoder.Padded(example.Decoder!, decoderLength), example.Labels)),
        ]);
    }

    Tokenizer? ITextInputs.Tokenizer => ((ITextInputs)_encoder).Tokenizer;

    private EncodedExample FromIds(long index, LensInput input, EncodeOptions options)
    {
        if (input.DecoderIds.IsDefault && !input.DecoderMask.IsDefault)
        {
            throw _encoder.Refuse(index, input, "has a decoder mask without decoder ids", "both");
        }

        LensInput decoder = new()
        {
            Id = input.Id,
            Ids = input.DecoderIds.IsDefault ? [_startId] : input.DecoderIds,
            AttentionMask = input.DecoderMask,
            Labels = input.Labels,
        };
        return _decoder.Encode(index, decoder, options);
    }

    private EncodedExample FromTarget(long index, LensInput input, EncodeOptions options)
    {
        if (!input.DecoderIds.IsDefault || !input.DecoderMask.IsDefault)
        {
            throw _encoder.Refuse(index, input, "has both a target text and decoder ids or a mask", "one of them");
        }

        LensInput target = new() { Id = input.Id, Text = input.TargetText, Labels = input.Labels };
        EncodedExample written = _decoder.Encode(index, target, options);
        return new EncodedExample(index, target, [_decoder.TokenOf(_startId), .. written.Tokens[..^1]], written.TokenTypes, written.Mask)
        {
            Labels = input.Labels.IsDefault ? [.. written.Tokens.Select(token => token.Id)] : input.Labels,
        };
    }

    private static EncodedExample Joined(LensInput input, EncodedExample encoder, EncodedExample decoder, ImmutableArray<int>? labels = null) =>
        new(encoder.Index, input, encoder.Tokens, encoder.TokenTypes, encoder.Mask)
        {
            Decoder = decoder,
            Labels = labels ?? decoder.Labels,
        };
}
