namespace AttentionLens.Rendering;

/// <summary>How one type of figure or table is shown in every format.</summary>
internal abstract class FigureView
{
    /// <summary>The type of figure.</summary>
    public abstract Type Figure { get; }

    /// <summary>Whether it shows an artefact.</summary>
    public virtual bool Shows(Artefact artefact) => Figure.IsInstanceOfType(artefact);

    /// <summary>The kind of figure, its size and its scale, in one sentence.</summary>
    public abstract string Shape(Artefact artefact);

    /// <summary>Draws an artefact, whose data fit together, as SVG.</summary>
    public abstract void Draw(Artefact artefact, RenderTheme theme, Stream destination);

    /// <summary>Draws an artefact, whose data fit together, as SVG. What stands still has no options but its ground.</summary>
    public virtual void Draw(Artefact artefact, RenderOptions options, Stream destination) => Draw(artefact, options.Theme, destination);

    /// <summary>Adds what an artefact shows to a page of Markdown: its numbers, or the strongest of them.</summary>
    public abstract void Append(MarkdownPage page, Artefact artefact);
}
