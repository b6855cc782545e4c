namespace AttentionLens;

/// <summary>Draws artefacts of some types in one format. The same artefact and options give the same bytes everywhere.</summary>
public abstract class ArtefactRenderer
{
    /// <summary>The format, which is also the file extension: <c>svg</c>, <c>md</c> …</summary>
    public abstract string Format { get; }

    /// <summary>Whether it draws artefacts of this type.</summary>
    /// <param name="artefact">The artefact.</param>
    public abstract bool CanRender(Artefact artefact);

    /// <summary>Draws an artefact.</summary>
    /// <param name="artefact">The artefact; <see cref="CanRender"/> was true.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <exception cref="LensInputException">The artefact's data do not fit together.</exception>
    public abstract void Render(Artefact artefact, RenderOptions options, Stream destination);
}
