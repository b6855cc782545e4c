using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>Makes other inputs out of encoded ones.</summary>
internal static class Padded
{
    /// <summary>The input of an example on its own, with padding before and behind it that its mask hides.</summary>
    /// <param name="example">The example, encoded on its own.</param>
    /// <param name="before">How much padding before it.</param>
    /// <param name="behind">How much padding behind it.</param>
    /// <param name="paddingId">The id of padding.</param>
    public static LensInput Input(EncodedExample example, int before, int behind, int paddingId) => new()
    {
        Ids = Ids(example, before, behind, paddingId),
        AttentionMask = Around(example.Mask, before, behind, false),
        TokenTypes = Around(example.TokenTypes, before, behind, 0),
        DecoderIds = example.Decoder is null ? default : Ids(example.Decoder, before, behind, paddingId),
        DecoderMask = example.Decoder is null ? default : Around(example.Decoder.Mask, before, behind, false),
    };

    /// <summary>The example with another token at a place.</summary>
    public static EncodedExample WithToken(EncodedExample example, int place, int id) =>
        example.WithTokens(example.Tokens.SetItem(place, example.Tokens[place] with { Id = id }));

    private static ImmutableArray<int> Ids(EncodedExample example, int before, int behind, int paddingId) =>
        Around([.. example.Tokens.Select(token => token.Id)], before, behind, paddingId);

    private static ImmutableArray<T> Around<T>(ImmutableArray<T> values, int before, int behind, T padding) =>
        [.. Enumerable.Repeat(padding, before), .. values, .. Enumerable.Repeat(padding, behind)];
}
