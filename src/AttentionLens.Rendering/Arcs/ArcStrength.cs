namespace AttentionLens.Rendering;

/// <summary>How strongly a link is drawn: in a few levels, so that all links of a head and level are one shape.</summary>
/// <param name="maximum">The weight that is drawn strongest.</param>
internal sealed class ArcStrength(double maximum)
{
    /// <summary>The strongest level; the weakest is 1.</summary>
    public const int Levels = 10;

    /// <summary>The level of a weight.</summary>
    public int Level(double weight) => Math.Clamp((int)Math.Ceiling(weight / maximum * Levels), 1, Levels);

    /// <summary>The opacity of a level.</summary>
    public static double Opacity(int level) => (double)level / Levels;

    /// <summary>The width of a level's lines where tokens have room.</summary>
    public static double Width(int level) => 1 + (1.2 * level / Levels);
}
