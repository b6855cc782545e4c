namespace AttentionLens.Rendering.Tests;

/// <summary>What a picture has to bear.</summary>
internal enum SampleKind
{
    Small,
    Large,
    Empty,
    One,
    Chinese,
    Arabic,
    Hostile,
    Dark,
}
