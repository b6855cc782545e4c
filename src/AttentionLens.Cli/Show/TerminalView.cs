namespace AttentionLens.Cli;

/// <summary>How one type of figure or table is shown in a terminal.</summary>
internal abstract class TerminalView
{
    /// <summary>Whether it shows an artefact.</summary>
    public abstract bool Shows(Artefact artefact);

    /// <summary>Shows an artefact, whose data fit together, below its heading.</summary>
    public abstract void Write(Screen screen, Artefact artefact);
}
