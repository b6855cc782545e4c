namespace AttentionLens;

/// <summary>One picture of a sequence.</summary>
/// <param name="Label">What the picture stands for, for instance <c>layer 3</c>.</param>
/// <param name="Figure">The picture; its heading is not shown, since the sequence and the label stand for it.</param>
public sealed record SequenceFrame(string Label, Artefact Figure);
