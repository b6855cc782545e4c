using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>Books where the relevance of each example goes in one backward pass.</summary>
internal sealed class RelevanceLedger
{
    private readonly bool _isRelevance;
    private readonly double[] _started;
    private readonly List<double[]> _arrivals = [];
    private readonly double[] _constants;
    private readonly double[] _difference;
    private readonly SortedDictionary<OperationKind, double[]> _gaps = [];
    private int _nextArrival;

    public RelevanceLedger(TapePass pass, Tensor output, Tensor signal)
    {
        _isRelevance = pass.IsRelevance;
        int examples = output.Rank == 0 ? 1 : output.Shape[0];
        _started = new double[examples];
        _constants = new double[examples];
        _difference = new double[examples];
        Add(1, output.Span, signal.Span, _started);
    }

    public ImmutableArray<RelevanceBalance> Balances =>
    [
        .. _started.Select((started, example) => new RelevanceBalance
        {
            Started = started,
            Arrived = _arrivals.Sum(arrival => arrival[example]),
            Constants = _constants[example],
            Gaps = _gaps.ToImmutableSortedDictionary(gap => gap.Key, gap => gap.Value[example]),
        }),
    ];

    /// <summary>Before an operation hands its signal back: what comes in, and what its inputs hold from others.</summary>
    public void Open(Operation operation, Tensor incoming, ulong pass)
    {
        Array.Clear(_difference);
        Add(1, operation.OutputValue, incoming.Span, _difference);
        AddInputs(1, operation, pass);
    }

    /// <summary>Behind it: what is missing is a share of constants, or a gap.</summary>
    public void Close(Operation operation, Tensor incoming, ulong pass)
    {
        AddInputs(-1, operation, pass);
        if (!_isRelevance)
        {
            double[] constants = new double[_started.Length];
            operation.AddConstants(incoming.Span, pass, constants);
            for (int example = 0; example < constants.Length; example++)
            {
                _constants[example] += constants[example];
                _difference[example] -= constants[example];
            }
        }

        if (!_gaps.TryGetValue(operation.Info.Kind, out double[]? gaps))
        {
            _gaps.Add(operation.Info.Kind, gaps = new double[_started.Length]);
        }

        for (int example = 0; example < gaps.Length; example++)
        {
            gaps[example] += _difference[example];
        }
    }

    /// <summary>What lies where nothing goes further back.</summary>
    public void Arrive(ReadOnlySpan<float> value, Tensor signal)
    {
        double[] arrival = new double[_started.Length];
        Add(1, value, signal.Span, arrival);
        _arrivals.Insert(_nextArrival++, arrival);
    }

    /// <summary>What arrives next stands, in forward order, before what has arrived so far: the sum is the same whether stages are walked through together or one by one.</summary>
    public void BeginArrivals() => _nextArrival = 0;

    private void AddInputs(int sign, Operation operation, ulong pass)
    {
        for (int input = 0; input < operation.Inputs.Length; input++)
        {
            Variable variable = operation.Inputs[input];
            if ((variable.Wanted & pass) != 0 && variable.Signal is { } signal && operation.Inputs[..input].IndexOf(variable) < 0)
            {
                Add(sign, operation.InputValue(input), signal.Span, _difference);
            }
        }
    }

    private void Add(int sign, ReadOnlySpan<float> value, ReadOnlySpan<float> signal, double[] sums)
    {
        int length = signal.Length / sums.Length;
        for (int example = 0; example < sums.Length; example++)
        {
            ReadOnlySpan<float> part = signal.Slice(example * length, length);
            sums[example] += sign * (_isRelevance ? Sum(part) : ElementwiseKernel.Dot(value.Slice(example * length, length), part));
        }
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
