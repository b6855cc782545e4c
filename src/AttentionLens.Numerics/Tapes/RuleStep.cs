namespace AttentionLens.Numerics;

/// <summary>Shows a recorded operation to a propagation rule. Parts of its weights are made once, and go back with the step.</summary>
internal sealed class RuleStep : PropagationStep, IDisposable
{
    private readonly Operation _operation;
    private readonly Tensor _incoming;
    private readonly ulong _pass;
    private PackedMatrix? _positive;
    private PackedMatrix? _negative;

    public RuleStep(Operation operation, Tensor incoming, ulong pass)
    {
        _operation = operation;
        _incoming = incoming;
        _pass = pass;
    }

    public override OperationInfo Operation => _operation.Info;

    public override int InputCount => _operation.Inputs.Length;

    public override ReadOnlySpan<float> Output => _operation.OutputValue;

    public override ReadOnlySpan<int> OutputShape => _operation.OutputShape;

    public override ReadOnlySpan<float> Incoming => _incoming.Span;

    public override bool HasWeightParts => _operation.Matrix is not null;

    public override ReadOnlySpan<float> Bias => _operation.Bias;

    public override ReadOnlySpan<float> Input(int input) => _operation.InputValue(input);

    public override ReadOnlySpan<int> InputShape(int input) => _operation.InputShape(input);

    public override bool Wants(int input) => (_operation.Inputs[input].Wanted & _pass) != 0;

    public override Span<float> Outgoing(int input)
    {
        Variable variable = Wanted(input);
        variable.Signal ??= Tensor.RentZeroed(_operation.InputShape(input));
        return variable.Signal.Span;
    }

    public override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination)
    {
        Demand(incoming.Length, InputLength(input), destination.Length);
        _operation.PullBack(input, incoming, destination, accumulate: false);
    }

    public override void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination)
    {
        Demand(incoming.Length, InputLength(input), destination.Length);
        _operation.PullBackFrozen(input, incoming, destination, accumulate: false);
    }

    public override void AddPullBack(int input, ReadOnlySpan<float> incoming)
    {
        Span<float> signal = Place(input, incoming.Length, out bool accumulate);
        _operation.PullBack(input, incoming, signal, accumulate);
    }

    public override void AddPullBackFrozen(int input, ReadOnlySpan<float> incoming)
    {
        Span<float> signal = Place(input, incoming.Length, out bool accumulate);
        _operation.PullBackFrozen(input, incoming, signal, accumulate);
    }

    public override void Apply(WeightPart part, ReadOnlySpan<float> input, Span<float> destination)
    {
        PackedMatrix weights = Part(part);
        Demand(destination.Length, input.Length, InputLength(0));
        _operation.Apply(weights, input, destination);
    }

    public override void PullBackPart(WeightPart part, ReadOnlySpan<float> incoming, Span<float> destination)
    {
        PackedMatrix weights = Part(part);
        Demand(incoming.Length, destination.Length, InputLength(0));
        _operation.PullBackThrough(weights, incoming, destination);
    }

    public void Dispose()
    {
        _positive?.Dispose();
        _negative?.Dispose();
    }

    private PackedMatrix Part(WeightPart part)
    {
        PackedMatrix all = _operation.Matrix ?? throw new InvalidOperationException(
            $"{Operation.Kind} '{Operation.Name}' has no weights whose parts could be taken; check {nameof(HasWeightParts)} first.");
        return part switch
        {
            WeightPart.All => all,
            WeightPart.Positive => _positive ??= all.Part(positive: true),
            WeightPart.Negative => _negative ??= all.Part(positive: false),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no such part of weights."),
        };
    }

    private Variable Wanted(int input)
    {
        Variable variable = _operation.Inputs[input];
        return (variable.Wanted & _pass) != 0
            ? variable
            : throw new InvalidOperationException($"Nothing asks for the signal of input {input} of {Operation.Kind} '{Operation.Name}'; check Wants first.");
    }

    private Span<float> Place(int input, int incoming, out bool accumulate)
    {
        Variable variable = Wanted(input);
        Demand(incoming, InputLength(input), InputLength(input));
        accumulate = variable.Signal is not null;
        variable.Signal ??= Tensor.Rent(_operation.InputShape(input));
        return variable.Signal.Span;
    }

    private int InputLength(int input) => Length(_operation.InputShape(input));

    private void Demand(int output, int input, int destination)
    {
        if (output != _incoming.Length || input != destination)
        {
            throw new ArgumentException(
                $"{Operation.Kind} '{Operation.Name}' has {_incoming.Length} outputs; found {output}, and {destination} values where the input has {input}.");
        }
    }

    private static int Length(ReadOnlySpan<int> shape)
    {
        int length = 1;
        foreach (int extent in shape)
        {
            length *= extent;
        }

        return length;
    }
}
