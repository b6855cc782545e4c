using System.Collections.Immutable;

namespace AttentionLens.Cli;

/// <summary>All views of a terminal, by the type of what they show.</summary>
internal static class TerminalViews
{
    private static readonly ImmutableArray<TerminalView> All =
    [
        new ChartTerminalView(),
        new FlowTerminalView(),
        new GraphTerminalView(),
        new HeadGridTerminalView(),
        new HeadMapTerminalView(),
        new HeadViewTerminalView(),
        new ImageOverlayTerminalView(),
        new MatrixTerminalView(),
        new NeuronTerminalView(),
        new SequenceTerminalView(),
        new SideBySideTerminalView(),
        new TableTerminalView(),
        new TokenComparisonTerminalView(),
        new TokenStripTerminalView(),
    ];

    /// <summary>The view of an artefact, or null where there is none.</summary>
    public static TerminalView? Find(Artefact artefact) => All.FirstOrDefault(view => view.Shows(artefact));
}
