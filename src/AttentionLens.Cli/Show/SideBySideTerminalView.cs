using AttentionLens.Rendering;

namespace AttentionLens.Cli;

/// <summary>Shows figures that are compared, one below the other on one scale, each with its name.</summary>
internal sealed class SideBySideTerminalView : TerminalView<SideBySideFigure>
{
    /// <inheritdoc/>
    protected override void Write(Screen screen, SideBySideFigure figure) => LabelledFigures.Write(
        screen, [.. figure.Parts.Zip(SharedScales.Over([.. figure.Parts.Select(part => part.Figure)]), (part, scaled) => (part.Name, scaled))]);
}
