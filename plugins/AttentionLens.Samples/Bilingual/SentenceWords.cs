using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The words of a sentence in both languages.</summary>
/// <param name="English">The English words and marks.</param>
/// <param name="German">The German words and marks.</param>
internal sealed record SentenceWords(ImmutableArray<AlignedWord> English, ImmutableArray<AlignedWord> German);
