using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a model wrote.</summary>
/// <param name="Tokens">The tokens in order, without what they go on from; the ending one is the last where there is one.</param>
/// <param name="HasEnded">Whether the model ended the text; otherwise it was cut off.</param>
public sealed record GeneratedSequence(ImmutableArray<GeneratedToken> Tokens, bool HasEnded);
