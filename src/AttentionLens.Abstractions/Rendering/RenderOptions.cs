namespace AttentionLens;

/// <summary>How artefacts are drawn.</summary>
public sealed record RenderOptions
{
    /// <summary>The defaults.</summary>
    public static RenderOptions Default { get; } = new();

    /// <summary>The ground.</summary>
    /// <value>Light by default.</value>
    public RenderTheme Theme { get; init; } = RenderTheme.Light;

    /// <summary>The widest that an SVG drawing may say it is, in SVG units, in [1, 16384]; it is drawn larger or smaller to fit, and keeps its proportions.</summary>
    /// <value>null by default: as wide as what it shows needs.</value>
    public double? Width { get; init; }

    /// <summary>The highest that an SVG drawing may say it is, as <see cref="Width"/>.</summary>
    /// <value>null by default.</value>
    public double? Height { get; init; }

    /// <summary>How sequences of figures are drawn.</summary>
    /// <value>Animation by default.</value>
    public SequenceForm Sequences { get; init; } = SequenceForm.Animation;

    /// <summary>How long each frame of an animation stands, in seconds, in [0.05, 60].</summary>
    /// <value>1 by default.</value>
    public double SecondsPerFrame { get; init; } = 1;

    /// <summary>The one frame of a sequence to draw, from 0, as it stands in the animation; all frames have the same size.</summary>
    /// <value>null by default: all.</value>
    public int? Frame { get; init; }

    /// <summary>Where Markdown finds the SVG drawing of a figure: a folder with a slash behind it, or nothing for the same folder.</summary>
    /// <value><c>figures/</c> by default.</value>
    public string FigureFolder { get; init; } = "figures/";
}
