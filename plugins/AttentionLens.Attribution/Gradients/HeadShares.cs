using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Gathers what the factors on heads get along a path.</summary>
internal sealed class HeadShares
{
    private readonly ImmutableArray<HookPoint> _hooks;
    private readonly InputBatch _batch;
    private readonly Quadrature _rule;
    private readonly double[][] _sums;
    private readonly (int Positions, int Heads)[] _shapes;

    public HeadShares(ImmutableArray<HookPoint> hooks, InputBatch batch, Quadrature rule)
    {
        _hooks = hooks;
        _batch = batch;
        _rule = rule;
        _sums = new double[hooks.Length][];
        _shapes = new (int, int)[hooks.Length];
    }

    private bool HasDecoder => _batch.DecoderLength is not null;

    /// <summary>Adds the points of a pass.</summary>
    public void Add(SweepPass pass)
    {
        for (int layer = 0; layer < _hooks.Length; layer++)
        {
            HookName name = _hooks[layer].Name;
            ReadOnlySpan<int> shape = pass.ShapeOf(name);
            _shapes[layer] = (shape[1], shape[2]);
            double[] sums = _sums[layer] ??= new double[_batch.Size * shape[1] * shape[2]];
            for (int point = pass.First; point < pass.End; point++)
            {
                // The value carries the factor, so that dividing by it leaves the slope of the objective in the factor.
                double weight = pass.Scale * _rule.Weights[point] / _rule.Nodes[point];
                for (int example = 0; example < _batch.Size; example++)
                {
                    int each = sums.Length / _batch.Size;
                    AddProducts(weight, pass.Value(name, point, example), pass.Gradient(name, point, example), sums.AsSpan(example * each, each));
                }
            }
        }
    }

    /// <summary>The sum over all heads of an example.</summary>
    public double SumOf(int example) => Enumerable.Range(0, _hooks.Length)
        .Sum(layer => Enumerable.Range(0, _shapes[layer].Heads).Sum(head => HeadOf(layer, example, head)));

    /// <summary>[batch, position]: what the heads of a stack write at each position.</summary>
    public TensorValue PositionsOf(bool isDecoder)
    {
        int length = isDecoder ? _batch.DecoderLength!.Value : _shapes[0].Positions;
        double[] scores = new double[_batch.Size * length];
        for (int layer = 0; layer < _hooks.Length; layer++)
        {
            if (_hooks[layer].Stack == "decoder" == isDecoder || !HasDecoder)
            {
                int heads = _shapes[layer].Heads;
                for (int index = 0; index < _sums[layer].Length; index++)
                {
                    scores[index / heads] += _sums[layer][index];
                }
            }
        }

        return new TensorValue(new TensorSpec([Axis.Batch, Axis.Position], "objective"), [_batch.Size, length], [.. scores.Select(score => (float)score)]);
    }

    /// <summary>The shares of heads, and the decoder's positions where there is a decoder.</summary>
    public ImmutableSortedDictionary<string, TensorValue> ToExtras()
    {
        ImmutableSortedDictionary<string, TensorValue>.Builder extras = ImmutableSortedDictionary.CreateBuilder<string, TensorValue>(StringComparer.Ordinal);
        if (HasDecoder)
        {
            extras.Add("decoder_scores", PositionsOf(isDecoder: true));
        }

        foreach (IGrouping<string, int> attention in Enumerable.Range(0, _hooks.Length).GroupBy(layer => NameOf(_hooks[layer])))
        {
            extras.Add(attention.Key, HeadsOf([.. attention]));
        }

        return extras.ToImmutable();
    }

    private TensorValue HeadsOf(ImmutableArray<int> layers)
    {
        int heads = _shapes[layers[0]].Heads;
        ImmutableArray<float>.Builder shares = ImmutableArray.CreateBuilder<float>(_batch.Size * layers.Length * heads);
        for (int example = 0; example < _batch.Size; example++)
        {
            foreach (int layer in layers)
            {
                for (int head = 0; head < heads; head++)
                {
                    shares.Add((float)HeadOf(layer, example, head));
                }
            }
        }

        TensorSpec spec = new([Axis.Batch, Axis.Layer, Axis.Head], "objective");
        return new TensorValue(spec, [_batch.Size, layers.Length, heads], shares.MoveToImmutable());
    }

    private double HeadOf(int layer, int example, int head)
    {
        (int positions, int heads) = _shapes[layer];
        double sum = 0;
        for (int position = 0; position < positions; position++)
        {
            sum += _sums[layer][(((example * positions) + position) * heads) + head];
        }

        return sum;
    }

    private static string NameOf(HookPoint hook) => $"{HeadPrefix.Of(hook)}head_scores";

    private static void AddProducts(double weight, ReadOnlySpan<float> values, ReadOnlySpan<float> gradients, Span<double> sums)
    {
        int width = values.Length / sums.Length;
        for (int index = 0; index < sums.Length; index++)
        {
            double sum = 0;
            for (int component = index * width; component < (index + 1) * width; component++)
            {
                sum += (double)values[component] * gradients[component];
            }

            sums[index] += weight * sum;
        }
    }
}
