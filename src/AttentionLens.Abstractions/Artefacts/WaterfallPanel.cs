using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A chart of steps that begin at one number and end at another: each bar starts where the one above it ends.</summary>
public sealed record WaterfallPanel : ChartPanel
{
    private const int MostSteps = 1024;

    /// <summary>Creates a chart.</summary>
    /// <param name="title">Its heading, one line.</param>
    /// <param name="unit">The unit of the numbers.</param>
    /// <param name="labels">One label for each step, top first.</param>
    /// <param name="steps">What each step adds, or takes where it is below 0; all finite.</param>
    public WaterfallPanel(string title, string unit, ImmutableArray<string> labels, ImmutableArray<float> steps)
        : base(title) => (Unit, Labels, Steps) = (unit, labels, steps);

    /// <summary>The unit of the numbers.</summary>
    public string Unit { get; init; }

    /// <summary>One label for each step, top first.</summary>
    public ImmutableArray<string> Labels { get; init; }

    /// <summary>What each step adds.</summary>
    public ImmutableArray<float> Steps { get; init; }

    /// <summary>Where the first step begins.</summary>
    /// <value>0 by default.</value>
    public double Start { get; init; }

    /// <summary>What the steps should end at, for instance the logit that a model gave; how far off they end is printed. Null where nothing is known.</summary>
    public double? Total { get; init; }

    /// <summary>Where the last step ends.</summary>
    public double End => Start + Steps.Sum(step => (double)step);

    internal override string? FindProblem() =>
        Unit is null ? $"has no unit in {Chart}; give a text"
        : ArtefactFit.List(Labels, $"steps in {Chart}", MostSteps)
            ?? ArtefactFit.Filled(Steps, Labels.Length, $"values in {Chart}", "one for each step")
            ?? (double.IsFinite(Start) && double.IsFinite(Total ?? 0) && Steps.All(float.IsFinite) ? null : $"has a number in {Chart} that is not finite; expected finite steps, start and total");
}
