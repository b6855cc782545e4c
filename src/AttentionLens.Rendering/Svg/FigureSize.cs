namespace AttentionLens.Rendering;

/// <summary>The size of a whole figure, in whole units so that pictures of it have no half-covered edge.</summary>
internal readonly record struct FigureSize(double Width, double Height, double HeadingHeight)
{
    /// <summary>The width.</summary>
    public double Width { get; } = Math.Ceiling(Width);

    /// <summary>The height.</summary>
    public double Height { get; } = Math.Ceiling(Height);
}
