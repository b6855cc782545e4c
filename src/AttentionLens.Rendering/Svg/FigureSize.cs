namespace AttentionLens.Rendering;

/// <summary>The size of a whole figure.</summary>
internal readonly record struct FigureSize(double Width, double Height, double HeadingHeight);
