namespace AttentionLens.Samples;

/// <summary>An adjective in both languages.</summary>
/// <param name="English">The English word.</param>
/// <param name="Stem">The German form without an ending.</param>
internal sealed record Adjective(string English, string Stem);
