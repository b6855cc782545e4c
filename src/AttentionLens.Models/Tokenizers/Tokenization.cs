using System.Collections.Immutable;

namespace AttentionLens.Models.Tokenizers;

/// <summary>An encoded text or pair of texts. All lists have one entry per token.</summary>
/// <param name="Tokens">The tokens [position]; the source of a token of the second text is a range of the second text.</param>
/// <param name="TypeIds">The segment of each token [position], as the model was trained with: 0 for the first text, mostly 1 for the
/// second.</param>
/// <param name="SequenceIds">Which text each token comes from [position]: 0, 1, or -1 for special tokens around the texts and
/// padding.</param>
/// <param name="Truncated">Whether tokens were left out to keep to the length asked for.</param>
public sealed record Tokenization(
    ImmutableArray<LensToken> Tokens, ImmutableArray<int> TypeIds, ImmutableArray<int> SequenceIds, bool Truncated)
{
    /// <summary>1 for every token to attend to, 0 for padding [position].</summary>
    public required ImmutableArray<int> AttentionMask { get; init; }

    /// <summary>The ids of the tokens [position].</summary>
    public ImmutableArray<int> Ids => [.. Tokens.Select(token => token.Id)];
}
