namespace AttentionLens.Cli;

/// <summary>Shows charts, one below the other.</summary>
internal sealed class ChartTerminalView : TerminalView<ChartFigure>
{
    /// <inheritdoc/>
    protected override void Write(Screen screen, ChartFigure figure)
    {
        foreach (ChartPanel panel in figure.Panels)
        {
            if (panel != figure.Panels[0])
            {
                screen.Gap();
            }

            screen.Text(panel.Title, screen.Strong);
            switch (panel)
            {
                case BarPanel bars:
                    BarPanelLines.Write(screen, bars);
                    break;
                case CurvePanel curves:
                    CurvePanelLines.Write(screen, curves);
                    break;
                case ScatterPanel scatter:
                    ScatterPanelLines.Write(screen, scatter);
                    break;
                case WaterfallPanel steps:
                    WaterfallPanelLines.Write(screen, steps);
                    break;
                default:
                    break;
            }
        }
    }
}
