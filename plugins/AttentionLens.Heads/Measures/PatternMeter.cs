using System.Numerics.Tensors;

namespace AttentionLens.Heads;

/// <summary>Takes every measure of every head of one hook point on one example. The arrays serve one example after the other.</summary>
internal sealed class PatternMeter
{
    // A weight of zero adds nothing to the entropy; its logarithm only has to be finite.
    private const float SmallestWeight = 1.17549435e-38f;
    private static readonly int MeasureCount = MeasureDefinition.All.Length;

    private readonly AttendedPositions _positions = new();
    private readonly int[] _queries = new int[MeasureCount];
    private readonly double[] _chance = new double[MeasureCount];
    private double[] _values = [];
    private float[] _row = [];
    private float[] _logarithms = [];
    private float[] _distances = [];
    private int _heads;

    /// <summary>How many queries each measure rests on, [measure]; with 0 the measure does not exist for the example.</summary>
    public ReadOnlySpan<int> Queries => _queries;

    /// <summary>What each measure of a mass, and the confidence, would be if attention were even, [measure]; 0 for the others.</summary>
    public ReadOnlySpan<double> Chance => _chance;

    /// <summary>The measures, [measure, head].</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, MeasureCount * _heads);

    /// <summary>Measures one example.</summary>
    /// <param name="pattern">The pattern of the whole batch, [batch, head, query, key].</param>
    /// <param name="hook">The hook point.</param>
    /// <param name="example">The example.</param>
    /// <param name="row">Its index in the batch.</param>
    /// <returns>Whether there is anything to measure.</returns>
    public bool Measure(ReadOnlyTensorSpan<float> pattern, HookPoint hook, EncodedExample example, int row)
    {
        _positions.Read(example, hook);
        if (_positions.IsEmpty)
        {
            return false;
        }

        _heads = (int)pattern.Lengths[1];
        Reserve();
        CountQueries();
        for (int head = 0; head < _heads; head++)
        {
            foreach (int query in _positions.Queries)
            {
                AddRow(pattern, row, head, query);
            }
        }

        for (int measure = 0; measure < MeasureCount; measure++)
        {
            if (_queries[measure] > 0)
            {
                _chance[measure] /= _queries[measure];
                Span<double> values = _values.AsSpan(measure * _heads, _heads);
                TensorPrimitives.Divide(values, (double)_queries[measure], values);
            }
        }

        return true;
    }

    private void Reserve()
    {
        if (_values.Length < MeasureCount * _heads)
        {
            _values = new double[MeasureCount * _heads];
        }

        if (_row.Length < _positions.KeyLength)
        {
            _row = new float[_positions.KeyLength];
            _logarithms = new float[_positions.KeyLength];
        }

        int reach = Math.Max(_positions.KeyLength, _positions.QueryLength);
        if (_distances.Length < (2 * reach) - 1)
        {
            _distances = new float[(2 * reach) - 1];
            for (int index = 0; index < _distances.Length; index++)
            {
                _distances[index] = Math.Abs(index - (reach - 1));
            }
        }

        _values.AsSpan(0, MeasureCount * _heads).Clear();
        Array.Clear(_queries);
        Array.Clear(_chance);
    }

    private void CountQueries()
    {
        foreach (int query in _positions.Queries)
        {
            double even = 1.0 / _positions.KeyCount(query);
            Count(HeadMeasure.Entropy, 0);
            Count(HeadMeasure.MeanDistance, 0);
            Count(HeadMeasure.FirstTokenMass, even);
            int separators = _positions.Separators(query).Length;
            if (separators > 0)
            {
                Count(HeadMeasure.SeparatorMass, separators * even);
            }

            if (_positions.KeyCount(query) > 1)
            {
                Count(HeadMeasure.NormalizedEntropy, 0);
                Count(HeadMeasure.Confidence, even);
            }

            CountNeighbour(HeadMeasure.DiagonalMass, query, query, even);
            CountNeighbour(HeadMeasure.PreviousTokenMass, query, query - 1, even);
            CountNeighbour(HeadMeasure.NextTokenMass, query, query + 1, even);
        }
    }

    private void Count(HeadMeasure measure, double chance)
    {
        _queries[(int)measure]++;
        _chance[(int)measure] += chance;
    }

    private void CountNeighbour(HeadMeasure measure, int query, int key, double chance)
    {
        if (_positions.IsSelf && _positions.CanAttend(query, key))
        {
            Count(measure, chance);
        }
    }

    private void AddRow(ReadOnlyTensorSpan<float> pattern, int example, int head, int query)
    {
        ReadOnlySpan<nint> start = [example, head, _positions.QueryStart + query, _positions.KeyStart];
        ReadOnlySpan<float> weights = pattern.GetSpan(start, _positions.RowLength(query));
        if (_positions.HasGaps)
        {
            Span<float> copy = _row.AsSpan(0, weights.Length);
            weights.CopyTo(copy);
            _positions.ClearGaps(copy);
            weights = copy;
        }

        double entropy = Entropy(weights);
        Add(HeadMeasure.Entropy, head, entropy);
        Add(HeadMeasure.MeanDistance, head, FixedOrder.Dot(weights, Distances(query)));
        Add(HeadMeasure.FirstTokenMass, head, weights[0]);
        foreach (int separator in _positions.Separators(query))
        {
            Add(HeadMeasure.SeparatorMass, head, weights[separator]);
        }

        int keys = _positions.KeyCount(query);
        if (keys > 1)
        {
            Add(HeadMeasure.NormalizedEntropy, head, Math.Min(entropy / Math.Log(keys), 1));
            Add(HeadMeasure.Confidence, head, TensorPrimitives.Max(weights));
        }

        AddNeighbour(HeadMeasure.DiagonalMass, head, weights, query, query);
        AddNeighbour(HeadMeasure.PreviousTokenMass, head, weights, query, query - 1);
        AddNeighbour(HeadMeasure.NextTokenMass, head, weights, query, query + 1);
    }

    private void Add(HeadMeasure measure, int head, double value) => _values[((int)measure * _heads) + head] += value;

    private void AddNeighbour(HeadMeasure measure, int head, ReadOnlySpan<float> weights, int query, int key)
    {
        if (_positions.IsSelf && _positions.CanAttend(query, key))
        {
            Add(measure, head, weights[key]);
        }
    }

    private double Entropy(ReadOnlySpan<float> weights)
    {
        Span<float> logarithms = _logarithms.AsSpan(0, weights.Length);
        TensorPrimitives.Max(weights, SmallestWeight, logarithms);
        TensorPrimitives.Log(logarithms, logarithms);

        // A row that sums to a little more than 1 by rounding must not give less than nothing.
        return Math.Max(-FixedOrder.Dot(weights, logarithms), 0);
    }

    /// <summary>The distances from a query to the keys from the first on.</summary>
    private ReadOnlySpan<float> Distances(int query) => _distances.AsSpan((_distances.Length / 2) - query);
}
