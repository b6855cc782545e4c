namespace AttentionLens.Numerics;

/// <summary>A step of a computation that a backward pass can walk back through. Operations stand at the grain of the fused kernels;
/// each knows the product of a signal with its transposed Jacobian, and nothing of rules.</summary>
public abstract class Operation
{
    private Variable[] _inputs = [];
    private int[] _inputLengths = [];
    private int[][] _inputShapes = [];
    private Tensor?[] _keptInputs = [];
    private Tensor? _keptOutput;

    /// <summary>Creates an operation.</summary>
    /// <param name="info">What it is and where it stands.</param>
    protected Operation(OperationInfo info) => Info = info;

    /// <summary>What it is and where it stands.</summary>
    public OperationInfo Info { get; }

    internal ReadOnlySpan<Variable> Inputs => _inputs;

    internal Variable? Result { get; private set; }

    /// <summary>Writes the signal that an input gets.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <param name="incoming">The signal at the output.</param>
    /// <param name="destination">As long as the input.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="destination"/> holds.</param>
    protected internal abstract void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate);

    /// <summary>Whether <see cref="PullBack"/> or <see cref="AddWeightGradients"/> reads the value of an input.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <param name="weightGradients">Whether weight gradients are wanted.</param>
    protected internal virtual bool ReadsInput(int input, bool weightGradients) => false;

    /// <summary>Whether <see cref="PullBack"/> reads the value of the output.</summary>
    protected internal virtual bool ReadsOutput => false;

    /// <summary>Whether the operation has weights.</summary>
    protected internal virtual bool HasWeights => false;

    /// <summary>Adds the gradients of the operation's weights.</summary>
    /// <param name="incoming">The signal at the output.</param>
    /// <param name="gradients">Takes them.</param>
    protected internal virtual void AddWeightGradients(ReadOnlySpan<float> incoming, WeightGradients gradients)
    {
    }

    /// <summary>Gives back what the operation itself keeps for the backward pass.</summary>
    protected internal virtual void ReleaseKept()
    {
    }

    /// <summary>The value of an input that <see cref="ReadsInput"/> named.</summary>
    /// <param name="input">The input's index, from 0.</param>
    protected internal ReadOnlySpan<float> InputValue(int input) => Kept(_keptInputs[input]);

    /// <summary>The value of the output, where <see cref="ReadsOutput"/> is true.</summary>
    protected internal ReadOnlySpan<float> OutputValue => Kept(_keptOutput);

    internal ReadOnlySpan<int> InputShape(int input) => _inputShapes[input];

    internal int InputLength(int input) => _inputLengths[input];

    internal void Attach(ReadOnlySpan<Variable> inputs, Variable result, bool weightGradients, bool keepAll)
    {
        _inputs = inputs.ToArray();
        _inputLengths = new int[inputs.Length];
        _inputShapes = new int[inputs.Length][];
        _keptInputs = new Tensor?[inputs.Length];
        Result = result;
        for (int input = 0; input < inputs.Length; input++)
        {
            _inputLengths[input] = inputs[input].Value.Length;
            _inputShapes[input] = inputs[input].Value.Shape.ToArray();
            if (keepAll || ReadsInput(input, weightGradients))
            {
                _keptInputs[input] = inputs[input].Value.Retain();
            }
        }

        if (keepAll || ReadsOutput)
        {
            _keptOutput = result.Value.Retain();
        }
    }

    internal void Detach()
    {
        foreach (Tensor? kept in _keptInputs)
        {
            kept?.Dispose();
        }

        _keptOutput?.Dispose();
        _keptInputs = [];
        _keptOutput = null;
        ReleaseKept();
    }

    private ReadOnlySpan<float> Kept(Tensor? tensor) => tensor is null
        ? throw new InvalidOperationException($"{Info.Kind} '{Info.Name}' reads a value in its backward pass that it did not announce.")
        : tensor.Span;
}
