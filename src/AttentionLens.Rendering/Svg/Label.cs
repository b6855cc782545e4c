namespace AttentionLens.Rendering;

/// <summary>A text at a place. The coordinates are those of its baseline.</summary>
internal readonly record struct Label(double X, double Y, string Text, double Size)
{
    /// <summary>Its colour, or null for the ink of the ground.</summary>
    public string? Fill { get; init; }

    /// <summary>Which of its points stands at the coordinates.</summary>
    public Anchor Anchor { get; init; }

    /// <summary>Clockwise turn in degrees.</summary>
    public double Angle { get; init; }

    /// <summary>Whether it is set in a monospace font.</summary>
    public bool IsMono { get; init; }

    /// <summary>Whether it is set bold.</summary>
    public bool IsStrong { get; init; }

    /// <summary>The whole text where this one is shortened; shown when the pointer rests on it.</summary>
    public string? Full { get; init; }
}
