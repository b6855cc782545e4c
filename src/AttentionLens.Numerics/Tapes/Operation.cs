namespace AttentionLens.Numerics;

/// <summary>A step of a computation that a backward pass can walk back through. Operations stand at the grain of the fused kernels;
/// each knows the product of a signal with its transposed Jacobian, and nothing of rules.</summary>
public abstract class Operation
{
    private Variable[] _inputs = [];
    private Tensor?[] _keptInputs = [];
    private int[][] _inputShapes = [];
    private int[] _outputShape = [];
    private Tensor? _keptOutput;
    private PropagationRule?[] _rules = [];

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

    /// <summary>Writes the signal that an input gets where what is not linear in the operation is held constant.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <param name="incoming">The signal at the output.</param>
    /// <param name="destination">As long as the input.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="destination"/> holds.</param>
    protected internal virtual void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination, bool accumulate) =>
        PullBack(input, incoming, destination, accumulate);

    /// <summary>Whether a pull-back or <see cref="AddWeightGradients"/> reads the value of an input.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <param name="weightGradients">Whether weight gradients are wanted.</param>
    protected internal virtual bool ReadsInput(int input, bool weightGradients) => false;

    /// <summary>Whether <see cref="PullBack"/> reads the value of the output.</summary>
    protected internal virtual bool ReadsOutput => false;

    /// <summary>The weights of an operation that is linear in its one input, or null.</summary>
    protected internal virtual PackedMatrix? Matrix => null;

    /// <summary>What is added to every row of the output, or nothing.</summary>
    protected internal virtual ReadOnlySpan<float> Bias => default;

    /// <summary>Applies other weights of the same shape as <see cref="Matrix"/>, without the bias.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="input">As long as the input.</param>
    /// <param name="destination">As long as the output; overwritten.</param>
    protected internal virtual void Apply(PackedMatrix weights, ReadOnlySpan<float> input, Span<float> destination) =>
        throw new InvalidOperationException($"{Info.Kind} '{Info.Name}' has no weights that could be exchanged.");

    /// <summary>Hands a signal back through other weights of the same shape as <see cref="Matrix"/>.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="incoming">As long as the output.</param>
    /// <param name="destination">As long as the input; overwritten.</param>
    protected internal virtual void PullBackThrough(PackedMatrix weights, ReadOnlySpan<float> incoming, Span<float> destination) =>
        throw new InvalidOperationException($"{Info.Kind} '{Info.Name}' has no weights that could be exchanged.");

    /// <summary>Adds each example's Σ constant ⊙ signal over the constants that the operation adds.</summary>
    /// <param name="incoming">The signal at the output.</param>
    /// <param name="pass">The backward pass, as a bit.</param>
    /// <param name="shares">One for each example.</param>
    internal virtual void AddConstants(ReadOnlySpan<float> incoming, ulong pass, Span<double> shares) =>
        ConstantShare.AddRows(Bias, incoming, shares);

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

    internal ReadOnlySpan<int> OutputShape => _outputShape;

    internal ReadOnlySpan<int> InputShape(int input) => _inputShapes[input];

    /// <summary>The rule of a backward pass, or null for the gradient.</summary>
    internal PropagationRule? RuleOf(int pass) => _rules[pass];

    internal void Attach(ReadOnlySpan<Variable> inputs, Variable result, ReadOnlySpan<TapePass> passes, bool weightGradients)
    {
        _inputs = inputs.ToArray();
        _inputShapes = new int[inputs.Length][];
        _keptInputs = new Tensor?[inputs.Length];
        _outputShape = result.Value.Shape.ToArray();
        _rules = new PropagationRule?[passes.Length];
        Result = result;
        bool readsInputs = false;
        bool readsOutput = ReadsOutput;
        for (int pass = 0; pass < passes.Length; pass++)
        {
            if ((result.Upstream & (1ul << pass)) != 0)
            {
                _rules[pass] = passes[pass].Rules?.RuleFor(Info);
                readsInputs |= passes[pass].Accounts || _rules[pass] is { ReadsInputs: true };
                readsOutput |= passes[pass].Accounts || _rules[pass] is { ReadsOutput: true };
            }
        }

        for (int input = 0; input < inputs.Length; input++)
        {
            _inputShapes[input] = inputs[input].Value.Shape.ToArray();
            if (readsInputs || ReadsInput(input, weightGradients))
            {
                _keptInputs[input] = inputs[input].Value.Retain();
            }
        }

        if (readsOutput)
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
        ? throw new InvalidOperationException($"{Info.Kind} '{Info.Name}': the operation or its rule reads a value in a backward pass that it said it would not.")
        : tensor.Span;
}
