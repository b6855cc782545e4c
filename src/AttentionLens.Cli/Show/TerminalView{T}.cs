namespace AttentionLens.Cli;

/// <summary>How figures of one type are shown in a terminal.</summary>
/// <typeparam name="T">The type.</typeparam>
internal abstract class TerminalView<T> : TerminalView
    where T : Artefact
{
    /// <inheritdoc/>
    public sealed override bool Shows(Artefact artefact) => artefact is T;

    /// <inheritdoc/>
    public sealed override void Write(Screen screen, Artefact artefact) => Write(screen, (T)artefact);

    /// <inheritdoc cref="Write(Screen, Artefact)"/>
    protected abstract void Write(Screen screen, T figure);
}
