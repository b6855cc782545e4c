using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>How a sublayer attends.</summary>
public sealed record AttentionSettings
{
    /// <summary>The number of query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>The number of key/value heads; query head h reads key/value head h / (Heads / KeyValueHeads).</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>The width of one head.</summary>
    public required int HeadWidth { get; init; }

    /// <summary>The factor of the scores.</summary>
    public required float Scale { get; init; }

    /// <summary>Where keys and values come from.</summary>
    public AttentionReach Reach { get; init; } = AttentionReach.Everything;

    /// <summary>How many positions up to its own a query sees; 0: no such bound.</summary>
    public int Window { get; init; }

    /// <summary>Rotates queries and keys by their positions; null where positions are embedded.</summary>
    public RotaryTable? Rotary { get; init; }

    /// <summary>Adds a learned number for each head and distance to the scores; null for none.</summary>
    public RelativeBias? Bias { get; init; }

    /// <summary>The usual settings: as many key/value heads as heads, scores divided by the root of the head width.</summary>
    /// <param name="heads">The number of heads.</param>
    /// <param name="width">The width of all heads together.</param>
    public static AttentionSettings Of(int heads, int width) => new()
    {
        Heads = heads,
        KeyValueHeads = heads,
        HeadWidth = width / heads,
        Scale = 1 / MathF.Sqrt((float)width / heads),
    };
}
