namespace AttentionLens.Numerics;

/// <summary>Shows a recorded operation to a propagation rule.</summary>
internal sealed class RuleStep : PropagationStep
{
    private readonly Operation _operation;
    private readonly Tensor _incoming;

    public RuleStep(Operation operation, Tensor incoming)
    {
        _operation = operation;
        _incoming = incoming;
    }

    public override OperationInfo Operation => _operation.Info;

    public override int InputCount => _operation.Inputs.Length;

    public override ReadOnlySpan<float> Output => _operation.OutputValue;

    public override ReadOnlySpan<float> Incoming => _incoming.Span;

    public override ReadOnlySpan<float> Input(int input) => _operation.InputValue(input);

    public override ReadOnlySpan<int> InputShape(int input) => _operation.InputShape(input);

    public override bool Wants(int input) => _operation.Inputs[input].NeedsSignal;

    public override Span<float> Outgoing(int input)
    {
        Variable variable = _operation.Inputs[input];
        if (!variable.NeedsSignal)
        {
            throw new InvalidOperationException($"Nothing asks for the signal of input {input} of {Operation.Kind} '{Operation.Name}'; check Wants first.");
        }

        variable.Signal ??= Tensor.RentZeroed(Input(input).Length);
        return variable.Signal.Span;
    }

    public override void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination)
    {
        if (incoming.Length != Output.Length || destination.Length != Input(input).Length)
        {
            throw new ArgumentException(
                $"{Operation.Kind} '{Operation.Name}' has {Output.Length} outputs and {Input(input).Length} values in input {input}; found spans of {incoming.Length} and {destination.Length}.");
        }

        _operation.PullBack(input, incoming, destination, accumulate: false);
    }
}
