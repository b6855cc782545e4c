namespace AttentionLens.Samples;

/// <summary>An adverb in both languages.</summary>
/// <param name="English">The English word.</param>
/// <param name="German">The German words.</param>
internal sealed record Adverb(string English, string German);
