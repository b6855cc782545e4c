namespace AttentionLens;

/// <summary>One chart of a figure: a <see cref="BarPanel"/>, a <see cref="CurvePanel"/>, a <see cref="ScatterPanel"/> or a <see cref="WaterfallPanel"/>.</summary>
public abstract record ChartPanel
{
    private protected ChartPanel(string title) => Title = title;

    /// <summary>Its heading, one line.</summary>
    public string Title { get; init; }

    private protected string Chart => $"chart '{ArtefactFit.Name(Title)}'";

    /// <summary>What does not fit together, as the rest of a sentence about the figure, or null.</summary>
    internal abstract string? FindProblem();
}
