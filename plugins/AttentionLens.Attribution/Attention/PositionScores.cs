using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Gathers what a method found in matrices of positions, example by example.</summary>
internal sealed class PositionScores
{
    private readonly int _leading;
    private readonly Axis _axis;
    private readonly ImmutableArray<float>.Builder _scores = ImmutableArray.CreateBuilder<float>();
    private readonly int _examples;

    /// <param name="context">What is explained.</param>
    /// <param name="positions">The positions that the model attends over.</param>
    public PositionScores(AttributionContext context, int positions)
    {
        _examples = context.Batch.Size;
        int patches = context.Batch.Examples[0].Patches is { } grid ? grid.Rows * grid.Columns : positions;
        _leading = positions - patches;
        _axis = context.FindFeatures().Spec.Axes[1];
    }

    /// <summary>Adds a row of scores; those of positions without a patch behind them are left out for an image.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        foreach (double score in row[_leading..])
        {
            _scores.Add((float)score);
        }
    }

    public TensorValue ToTensor(string unit) =>
        new(new TensorSpec([Axis.Batch, _axis], unit), [_examples, _scores.Count / _examples], _scores.ToImmutable());
}
