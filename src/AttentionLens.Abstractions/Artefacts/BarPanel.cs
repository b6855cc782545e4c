using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A chart of bars from zero, one below the other.</summary>
public sealed record BarPanel : ChartPanel
{
    private const int MostBars = 1024;

    /// <summary>Creates a chart.</summary>
    /// <param name="title">Its heading, one line.</param>
    /// <param name="unit">The unit of the numbers.</param>
    /// <param name="labels">One label for each bar, top first.</param>
    /// <param name="values">The length of each bar; a number that is not one is drawn as missing.</param>
    public BarPanel(string title, string unit, ImmutableArray<string> labels, ImmutableArray<float> values)
        : base(title) => (Unit, Labels, Values) = (unit, labels, values);

    /// <summary>The unit of the numbers.</summary>
    public string Unit { get; init; }

    /// <summary>One label for each bar, top first.</summary>
    public ImmutableArray<string> Labels { get; init; }

    /// <summary>The length of each bar.</summary>
    public ImmutableArray<float> Values { get; init; }

    /// <summary>How far each number may be off to either side, for instance its standard error; NaN where that is not known.</summary>
    /// <value>Empty by default: nothing is known.</value>
    public ImmutableArray<float> Errors { get; init; } = [];

    /// <summary>A number that bars are compared with, drawn as a line across them; null for none.</summary>
    public double? Reference { get; init; }

    internal override string? FindProblem() =>
        Unit is null ? $"has no unit in {Chart}; give a text"
        : ArtefactFit.List(Labels, $"bars in {Chart}", MostBars)
            ?? ArtefactFit.Filled(Values, Labels.Length, $"values in {Chart}", "one for each bar")
            ?? (Errors is { IsDefault: false, IsEmpty: true } ? null : ArtefactFit.Filled(Errors, Labels.Length, $"errors in {Chart}", "one for each bar"))
            ?? (Reference is { } reference && !double.IsFinite(reference)
                ? ArtefactFit.Invariant($"compares bars in {Chart} with {reference:R}; expected a finite number")
                : null);
}
