namespace AttentionLens;

/// <summary>Two words of a text and its translation that translate each other. Words are what white space separates.</summary>
/// <param name="Source">The word of <see cref="LensInput.Text"/>, from 0.</param>
/// <param name="Target">The word of <see cref="LensInput.TargetText"/>, from 0.</param>
public readonly record struct WordLink(int Source, int Target);
