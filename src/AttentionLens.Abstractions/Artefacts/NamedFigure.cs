namespace AttentionLens;

/// <summary>One of several figures that lie side by side.</summary>
/// <param name="Name">What tells it from the others: a model, an input, a method.</param>
/// <param name="Figure">The figure; its heading is not shown, since the name stands for it.</param>
public sealed record NamedFigure(string Name, Artefact Figure);
