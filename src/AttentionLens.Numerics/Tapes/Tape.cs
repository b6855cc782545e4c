namespace AttentionLens.Numerics;

/// <summary>A running computation. It owns the variables that its operations make, gives their memory back at the end of each stage,
/// and, where it records, walks the operations back. Only operations on a path from a watched variable are recorded.</summary>
public sealed class Tape : IDisposable
{
    private readonly List<Variable> _live = [];
    private readonly List<Variable> _watched = [];
    private readonly List<Operation> _operations = [];
    private readonly List<Tensor> _rented = [];
    private readonly PropagationRules? _rules;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Creates a computation.</summary>
    /// <param name="isRecording">Whether a backward pass will follow.</param>
    /// <param name="wantsWeightGradients">Whether that pass gives the gradients of weights.</param>
    /// <param name="rules">Replaces the gradient of some operations; null for the gradient everywhere.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    public Tape(
        bool isRecording,
        bool wantsWeightGradients = false,
        PropagationRules? rules = null,
        CancellationToken cancellationToken = default)
    {
        IsRecording = isRecording;
        WantsWeightGradients = isRecording && wantsWeightGradients;
        WeightGradients = new WeightGradients();
        _rules = rules;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether a backward pass will follow.</summary>
    public bool IsRecording { get; }

    /// <summary>Whether the backward pass gives the gradients of weights.</summary>
    public bool WantsWeightGradients { get; }

    /// <summary>The gradients of weights, once <see cref="Backward"/> has run.</summary>
    public WeightGradients WeightGradients { get; }

    /// <summary>Brings a tensor into the computation.</summary>
    /// <param name="value">The tensor; the computation takes this handle.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Variable Input(Tensor value) => Adopt(new Variable(value));

    /// <summary>Asks for the signal at a variable. Must come before the variable's first reader.</summary>
    /// <param name="variable">The variable.</param>
    /// <exception cref="InvalidOperationException">The computation does not record, or the variable was read before.</exception>
    public void Watch(Variable variable)
    {
        if (!IsRecording)
        {
            throw new InvalidOperationException("A computation that does not record has no signals to watch.");
        }

        if (variable.HasReader)
        {
            throw new InvalidOperationException("The variable was read before; watch it first, or a part of its signal is lost.");
        }

        variable.NeedsSignal = true;
        variable.IsWatched = true;
        _watched.Add(variable);
    }

    /// <summary>Adds the result of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="result">Its output; the computation takes this handle.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Variable Record(Operation operation, Tensor result, params ReadOnlySpan<Variable> inputs)
    {
        Variable variable = Adopt(new Variable(result));
        bool needed = WantsWeightGradients && operation.HasWeights;
        foreach (Variable input in inputs)
        {
            needed |= input.NeedsSignal;
            input.HasReader = true;
        }

        if (IsRecording && needed)
        {
            // On the list first: what an operation has kept goes back with the tape even where keeping the rest fails.
            _operations.Add(operation);
            operation.Attach(inputs, variable, WantsWeightGradients, keepAll: _rules?.RuleFor(operation.Info) is not null);
            variable.NeedsSignal = true;
        }

        return variable;
    }

    /// <summary>Takes a block for the result of an operation. It goes back with the tape even where the operation fails before it is recorded.</summary>
    internal Tensor Rent(params ReadOnlySpan<int> shape)
    {
        Tensor tensor = Tensor.Rent(shape);
        _rented.Add(tensor);
        return tensor;
    }

    /// <summary>As <see cref="Record"/>, for an operation that keeps tensors of its own: they go back at once where it is not recorded.</summary>
    internal Variable RecordOrRelease(Operation operation, Tensor result, params ReadOnlySpan<Variable> inputs)
    {
        try
        {
            return Record(operation, result, inputs);
        }
        finally
        {
            if (operation.Result is null)
            {
                operation.ReleaseKept();
            }
        }
    }

    /// <summary>Ends a stage: gives back every variable but the ones that go on.</summary>
    /// <param name="kept">The variables that later stages read.</param>
    public void EndStage(params ReadOnlySpan<Variable> kept)
    {
        foreach (Variable variable in _live)
        {
            if (!Contains(kept, variable))
            {
                variable.Release();
            }
        }

        _live.Clear();
        _rented.Clear();
        foreach (Variable variable in kept)
        {
            _live.Add(variable);
        }
    }

    /// <summary>Walks the recorded operations back.</summary>
    /// <param name="output">Where the signal starts.</param>
    /// <param name="signal">The signal there, as long as the output; the computation takes this handle.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public void Backward(Variable output, Tensor signal)
    {
        if (!output.NeedsSignal)
        {
            signal.Dispose();
            return;
        }

        output.Signal = signal;
        for (int index = _operations.Count - 1; index >= 0; index--)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Operation operation = _operations[index];
            if (operation.Result is { Signal: { } incoming } result)
            {
                Propagate(operation, incoming);
                if (!result.IsWatched)
                {
                    result.ReleaseSignal();
                }
            }

            operation.Detach();
        }

        _operations.Clear();
    }

    /// <summary>Gives all memory back.</summary>
    public void Dispose()
    {
        foreach (Operation operation in _operations)
        {
            operation.Result?.ReleaseSignal();
            operation.Detach();
        }

        foreach (Variable variable in _watched)
        {
            variable.ReleaseSignal();
        }

        foreach (Tensor tensor in _rented)
        {
            tensor.Dispose();
        }

        EndStage();
        WeightGradients.Dispose();
    }

    private void Propagate(Operation operation, Tensor incoming)
    {
        if (_rules?.RuleFor(operation.Info) is { } rule)
        {
            rule.Propagate(new RuleStep(operation, incoming));
        }
        else
        {
            for (int input = 0; input < operation.Inputs.Length; input++)
            {
                Variable variable = operation.Inputs[input];
                if (!variable.NeedsSignal)
                {
                    continue;
                }

                bool accumulate = variable.Signal is not null;
                variable.Signal ??= Tensor.Rent(operation.InputLength(input));
                operation.PullBack(input, incoming.Span, variable.Signal.Span, accumulate);
            }
        }

        if (WantsWeightGradients && operation.HasWeights)
        {
            operation.AddWeightGradients(incoming.Span, WeightGradients);
        }
    }

    private Variable Adopt(Variable variable)
    {
        _live.Add(variable);
        _cancellationToken.ThrowIfCancellationRequested();
        return variable;
    }

    private static bool Contains(ReadOnlySpan<Variable> variables, Variable variable)
    {
        foreach (Variable candidate in variables)
        {
            if (ReferenceEquals(candidate, variable))
            {
                return true;
            }
        }

        return false;
    }
}
