namespace AttentionLens.Samples;

/// <summary>A noun in a sentence.</summary>
/// <param name="Noun">The noun.</param>
/// <param name="IsPlural">Its number.</param>
/// <param name="Place">The index of its word.</param>
internal sealed record SentenceNoun(NumberedWord Noun, bool IsPlural, int Place);
