namespace AttentionLens.Rendering;

/// <summary>How figures of one type are shown.</summary>
/// <typeparam name="T">The type.</typeparam>
internal abstract class FigureView<T> : FigureView
    where T : Artefact
{
    /// <inheritdoc/>
    public sealed override Type Figure => typeof(T);

    /// <inheritdoc/>
    public sealed override string Shape(Artefact artefact) => Shape((T)artefact);

    /// <inheritdoc/>
    public sealed override void Draw(Artefact artefact, RenderTheme theme, Stream destination) => Draw((T)artefact, theme, destination);

    /// <inheritdoc/>
    public sealed override void Append(MarkdownPage page, Artefact artefact) => Append(page, (T)artefact);

    /// <inheritdoc cref="Shape(Artefact)"/>
    protected abstract string Shape(T figure);

    /// <inheritdoc cref="Draw(Artefact, RenderTheme, Stream)"/>
    protected abstract void Draw(T figure, RenderTheme theme, Stream destination);

    /// <inheritdoc cref="Append(MarkdownPage, Artefact)"/>
    protected abstract void Append(MarkdownPage page, T figure);
}
