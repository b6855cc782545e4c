using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>All views, by the type of what they show.</summary>
internal static class FigureViews
{
    /// <summary>Every view, one for each type of figure.</summary>
    public static ImmutableArray<FigureView> All { get; } =
    [
        new ArcView(),
        new ChartView(),
        new FlowView(),
        new GraphView(),
        new HeadGridView(),
        new HeadMapView(),
        new ImageOverlayView(),
        new MatrixView(),
        new NeuronView(),
        new SequenceView(),
        new SideBySideView(),
        new TableView(),
        new TokenComparisonView(),
        new TokenStripView(),
    ];

    /// <summary>The view of an artefact, or null where there is none.</summary>
    public static FigureView? Find(Artefact artefact) => All.FirstOrDefault(view => view.Shows(artefact));

    /// <summary>The view of an artefact whose data fit together.</summary>
    /// <exception cref="LensInputException">They do not fit together, or there is no view.</exception>
    public static FigureView Of(Artefact artefact)
    {
        Check(artefact);
        return Find(artefact)
            ?? throw new LensInputException($"Artefact '{artefact.Id}' is a {artefact.GetType().Name}; expected one that CanRender accepts.");
    }

    /// <summary>Refuses data that do not fit together, with the one line that says where.</summary>
    /// <exception cref="LensInputException">They do not.</exception>
    public static void Check(Artefact artefact)
    {
        if (artefact.FindProblem() is { } problem)
        {
            throw new LensInputException($"Artefact '{artefact.Id}' {problem}.");
        }
    }
}
