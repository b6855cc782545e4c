using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>One path for each position: from the baseline of that position alone to the input.</summary>
internal sealed class PositionPaths
{
    private readonly PathEnd _end;
    private readonly InputBatch _batch;
    private readonly Quadrature _rule;
    private readonly int _width;
    private readonly double[] _sums;
    private readonly double[] _starts;

    public PositionPaths(PathEnd end, InputBatch batch, Quadrature rule)
    {
        _end = end;
        _batch = batch;
        _rule = rule;
        _width = end.RowLength / end.Shape[1];
        _sums = new double[end.Input.Length];
        _starts = new double[batch.Size * end.Shape[1]];
        Positions = [.. Enumerable.Range(0, end.Shape[1]).Where(position => Enumerable.Range(0, batch.Size).Any(example => Moves(example, position)))];
    }

    /// <summary>The positions at which any example differs from its baseline.</summary>
    public ImmutableArray<int> Positions { get; }

    /// <summary>The points of all paths, position by position.</summary>
    public int Points => Positions.Length * _rule.Nodes.Length;

    /// <summary>Writes a point of a path.</summary>
    public void Write(int point, int example, Span<float> row)
    {
        (int path, int node) = Math.DivRem(point, _rule.Nodes.Length);
        Write(_rule.Nodes[node], Positions[path], example, row);
    }

    /// <summary>Writes the start of a path.</summary>
    public void WriteStart(int path, int example, Span<float> row) => Write(0, Positions[path], example, row);

    /// <summary>Adds the gradients of a pass, each at the position of its path.</summary>
    public void Add(SweepPass pass)
    {
        for (int point = pass.First; point < pass.End; point++)
        {
            (int path, int node) = Math.DivRem(point, _rule.Nodes.Length);
            double weight = _rule.Weights[node] * pass.Scale;
            for (int example = 0; example < _batch.Size; example++)
            {
                Range range = RangeOf(0, Positions[path]);
                ReadOnlySpan<float> gradient = pass.Gradient(_end.Hook.Name, point, example)[range];
                Span<double> sums = _sums.AsSpan(_end.RangeOf(example))[range];
                for (int index = 0; index < sums.Length; index++)
                {
                    sums[index] += weight * gradient[index];
                }
            }
        }
    }

    /// <summary>Keeps the objective at the starts of the paths of a pass.</summary>
    public void AddStart(SweepPass pass)
    {
        for (int path = pass.First; path < pass.End; path++)
        {
            for (int example = 0; example < _batch.Size; example++)
            {
                _starts[(example * _end.Shape[1]) + Positions[path]] = pass.Objective(path, example);
            }
        }
    }

    /// <summary>The scores of the components.</summary>
    public TensorValue ToValue()
    {
        float[] scores = new float[_sums.Length];
        for (int index = 0; index < scores.Length; index++)
        {
            scores[index] = (float)(_sums[index] * _end.Difference[index]);
        }

        return _end.ToValue("objective", scores);
    }

    /// <summary>The sum of each position's scores less what the objective gains on its path; 0 where no path runs.</summary>
    public TensorValue Deltas(TensorValue sums, ImmutableArray<double> atInput)
    {
        float[] deltas = new float[_starts.Length];
        for (int index = 0; index < deltas.Length; index++)
        {
            (int example, int position) = Math.DivRem(index, _end.Shape[1]);
            deltas[index] = Positions.Contains(position) ? (float)(sums.Values[index] - (atInput[example] - _starts[index])) : 0;
        }

        return new TensorValue(sums.Spec, sums.Shape, [.. deltas]);
    }

    private void Write(double place, int position, int example, Span<float> row)
    {
        _end.Input.AsSpan(_end.RangeOf(example)).CopyTo(row);
        Range range = RangeOf(example, position);
        TensorPrimitives.MultiplyAdd(
            _end.Difference.AsSpan(range), (float)place, _end.Baseline.AsSpan(range), row[RangeOf(0, position)]);
    }

    private bool Moves(int example, int position) =>
        (_end.Spec.Axes[1] != Axis.Position || _batch.Examples[example].Mask[position])
        && _end.Difference.AsSpan(RangeOf(example, position)).ContainsAnyExcept(0f);

    private Range RangeOf(int example, int position)
    {
        int start = (example * _end.RowLength) + (position * _width);
        return start..(start + _width);
    }
}
