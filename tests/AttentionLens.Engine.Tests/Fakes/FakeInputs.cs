using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Takes ids alone; an id of 99 cannot be encoded.</summary>
internal sealed class FakeInputs : InputProcessor
{
    /// <summary>What becomes of each padded example, for instance an image.</summary>
    public Func<EncodedExample, EncodedExample>? Seen { get; init; }

    /// <summary>How a vocabulary entry reads.</summary>
    public Func<int, string?>? Words { get; init; }

    /// <summary>What a person sees of pixels.</summary>
    public Func<ImagePixels, ColorImage?>? Image { get; init; }

    public override int? MaxLength => null;

    public override string? TextOf(int id) => Words?.Invoke(id);

    public override ColorImage? ToImage(ImagePixels pixels) => Image?.Invoke(pixels);

    public override int? PadId => 0;

    /// <summary>The id of the mask token, where a test wants one.</summary>
    public int? Mask { get; init; }

    public override int? MaskId => Mask;

    public override EncodedExample Encode(long index, LensInput input, EncodeOptions options)
    {
        if (input.Ids.Contains(99))
        {
            throw new LensInputException("id 99 is outside the vocabulary; expected ids below 99.");
        }

        ImmutableArray<LensToken> tokens = [.. input.Ids.Select(id => new LensToken(id, $"t{id}", default, false))];
        return new EncodedExample(index, input, tokens, [.. tokens.Select(_ => 0)], [.. tokens.Select(_ => true)]);
    }

    public override InputBatch Collate(IReadOnlyList<EncodedExample> examples)
    {
        int length = examples.Max(example => example.Tokens.Length);
        return new InputBatch([.. examples.Select(example => Pad(example, length)).Select(example => Seen?.Invoke(example) ?? example)]);
    }

    private static EncodedExample Pad(EncodedExample example, int length)
    {
        int missing = length - example.Tokens.Length;
        return new EncodedExample(
            example.Index,
            example.Input,
            [.. example.Tokens, .. Enumerable.Repeat(new LensToken(0, "[PAD]", default, true), missing)],
            [.. example.TokenTypes, .. Enumerable.Repeat(0, missing)],
            [.. example.Mask, .. Enumerable.Repeat(false, missing)]);
    }
}
