using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One example as the model sees it, padded to its batch's length.</summary>
public sealed class EncodedExample
{
    /// <summary>Creates an example.</summary>
    /// <param name="index">Its index in the whole input, from 0.</param>
    /// <param name="input">What the user gave.</param>
    /// <param name="tokens">One token for each position of the batch.</param>
    /// <param name="tokenTypes">The token type of each position.</param>
    /// <param name="mask">Which positions are attended to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public EncodedExample(
        long index, LensInput input, ImmutableArray<LensToken> tokens, ImmutableArray<int> tokenTypes, ImmutableArray<bool> mask)
    {
        if (tokens.Length != tokenTypes.Length || tokens.Length != mask.Length)
        {
            throw new ArgumentException(
                $"Expected one token type and one mask entry for each of {tokens.Length} tokens, found {tokenTypes.Length} and {mask.Length}.",
                nameof(tokens));
        }

        Index = index;
        Input = input;
        Tokens = tokens;
        TokenTypes = tokenTypes;
        Mask = mask;
        int first = mask.IndexOf(true);
        Start = Math.Max(first, 0);
        Length = first < 0 ? 0 : mask.LastIndexOf(true) - first + 1;
        Labels = input.Labels;
    }

    /// <summary>What the decoder of an encoder-decoder reads; null for a model with one stack.</summary>
    public EncodedExample? Decoder { get; init; }

    /// <summary>The true class of each position of what the last stack reads, -100 where there is none; default where there are none.</summary>
    /// <value>What the user gave.</value>
    public ImmutableArray<int> Labels { get; init; }

    /// <summary>The image that the model sees; null for a model that reads tokens.</summary>
    public ImagePixels? Pixels { get; init; }

    /// <summary>Which part of the image stands behind each position; null for a model that reads tokens.</summary>
    public PatchGrid? Patches { get; init; }

    /// <summary>The index in the whole input, from 0.</summary>
    public long Index { get; }

    /// <summary>What the user gave.</summary>
    public LensInput Input { get; }

    /// <summary>One token for each position, padding included.</summary>
    public ImmutableArray<LensToken> Tokens { get; }

    /// <summary>The token type (segment) of each position.</summary>
    public ImmutableArray<int> TokenTypes { get; }

    /// <summary>Which positions are attended to.</summary>
    public ImmutableArray<bool> Mask { get; }

    /// <summary>The first position that is attended to.</summary>
    public int Start { get; }

    /// <summary>The number of positions from the first to the last that is attended to.</summary>
    public int Length { get; }

    /// <summary>The tokens from <see cref="Start"/> on, without padding at either end.</summary>
    public ReadOnlySpan<LensToken> ValidTokens => Tokens.AsSpan(Start, Length);

    /// <summary>The same example with other words of its user, for instance with a target; what the model reads stays.</summary>
    /// <param name="input">What the user gave.</param>
    public EncodedExample WithInput(LensInput input) => Changed(input, Tokens, TokenTypes, Mask, Decoder, Pixels);

    /// <summary>The same example with other tokens in the places of its own.</summary>
    /// <param name="tokens">One token for each position.</param>
    /// <exception cref="ArgumentException">There are more or fewer than before.</exception>
    public EncodedExample WithTokens(ImmutableArray<LensToken> tokens) => WithTokens(tokens, TokenTypes, Mask);

    /// <summary>The same example with other tokens, perhaps more or fewer. Where they are what the labels belong to, the labels stay only if their number does.</summary>
    /// <param name="tokens">One token for each position.</param>
    /// <param name="tokenTypes">The token type of each position.</param>
    /// <param name="mask">Which positions are attended to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public EncodedExample WithTokens(ImmutableArray<LensToken> tokens, ImmutableArray<int> tokenTypes, ImmutableArray<bool> mask) =>
        Changed(Input, tokens, tokenTypes, mask, Decoder, Pixels);

    /// <summary>The same example with something else for its decoder to read; labels stay only if the number of tokens does.</summary>
    /// <param name="decoder">What the decoder reads.</param>
    public EncodedExample WithDecoder(EncodedExample decoder) => Changed(Input, Tokens, TokenTypes, Mask, decoder, Pixels);

    /// <summary>The same example with another image.</summary>
    /// <param name="pixels">The image, of the size of its own.</param>
    public EncodedExample WithPixels(ImagePixels pixels) => Changed(Input, Tokens, TokenTypes, Mask, Decoder, pixels);

    /// <summary>The example as one stack reads it: <see cref="Decoder"/> for <c>decoder</c> where there is one, else this.</summary>
    /// <param name="stack">The stack, as <see cref="HookPoint.Stack"/> and <see cref="HookPoint.KeyStack"/> name it.</param>
    public EncodedExample InStack(string stack) => stack == "decoder" ? Decoder ?? this : this;

    private EncodedExample Changed(
        LensInput input, ImmutableArray<LensToken> tokens, ImmutableArray<int> tokenTypes, ImmutableArray<bool> mask, EncodedExample? decoder, ImagePixels? pixels)
    {
        bool sameLength = (decoder?.Tokens ?? tokens).Length == (Decoder?.Tokens ?? Tokens).Length;
        return new EncodedExample(Index, input, tokens, tokenTypes, mask)
        {
            Decoder = decoder,
            Labels = sameLength ? Labels : default,
            Pixels = pixels,
            Patches = Patches,
        };
    }
}
