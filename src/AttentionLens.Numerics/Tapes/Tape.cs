using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>A running computation. It owns the variables that its operations make, gives their memory back at the end of each stage,
/// and, where it records, walks the operations back. Only operations on a path from a watched variable are recorded.</summary>
/// <remarks>It is long because recording, ending a stage and walking back share the lists of what lives, and each keeps what the others rely on.</remarks>
public sealed class Tape : IDisposable
{
    private readonly List<Variable> _live = [];
    private readonly List<Variable> _watched = [];
    private readonly List<Operation> _operations = [];
    private readonly List<Tensor> _rented = [];
    private readonly ImmutableArray<TapePass> _passes;
    private readonly List<(Variable Variable, StageBoundary Boundary)> _boundaries = [];
    private readonly CancellationToken _cancellationToken;
    private readonly StagedPasses? _staged;
    private readonly bool _keepsOperations = true;
    private RelevanceLedger? _ledger;
    private int _done;

    /// <summary>Creates a computation that one backward pass follows, or none.</summary>
    /// <param name="isRecording">Whether a backward pass will follow.</param>
    /// <param name="wantsWeightGradients">Whether that pass gives the gradients of weights.</param>
    /// <param name="rules">Replaces the gradient of some operations; null for the gradient everywhere.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    public Tape(
        bool isRecording,
        bool wantsWeightGradients = false,
        PropagationRules? rules = null,
        CancellationToken cancellationToken = default)
        : this(isRecording ? [new TapePass(rules)] : [], wantsWeightGradients, cancellationToken)
    {
    }

    /// <summary>Creates a computation that several backward passes follow.</summary>
    /// <param name="passes">The backward passes, in order; none: nothing is recorded.</param>
    /// <param name="wantsWeightGradients">Whether the first of them gives the gradients of weights.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="MostPasses"/>.</exception>
    public Tape(ImmutableArray<TapePass> passes, bool wantsWeightGradients = false, CancellationToken cancellationToken = default)
    {
        if (passes.Length > MostPasses)
        {
            throw new ArgumentException($"A computation has at most {MostPasses} backward passes; found {passes.Length}.", nameof(passes));
        }

        _passes = passes;
        IsRecording = passes.Length > 0;
        WantsWeightGradients = IsRecording && wantsWeightGradients;
        WeightGradients = new WeightGradients();
        _cancellationToken = cancellationToken;
    }

    /// <summary>Creates a computation whose stages are recorded one at a time.</summary>
    internal Tape(StagedPasses staged, bool keepsOperations)
        : this(staged.Passes, staged.WantsWeightGradients, staged.CancellationToken)
    {
        _staged = staged;
        _keepsOperations = keepsOperations;
        WeightGradients = staged.WeightGradients;
    }

    /// <summary>The most backward passes that one computation can have.</summary>
    public static int MostPasses => 64;

    /// <summary>Whether a backward pass will follow.</summary>
    public bool IsRecording { get; }

    /// <summary>Whether the first backward pass gives the gradients of weights.</summary>
    public bool WantsWeightGradients { get; }

    /// <summary>Where each example's relevance went in the last backward pass.</summary>
    /// <exception cref="InvalidOperationException">The last pass was not to account for it.</exception>
    public ImmutableArray<RelevanceBalance> Balances =>
        _ledger?.Balances ?? throw new InvalidOperationException("The last backward pass was not to account for relevance.");

    /// <summary>The gradients of weights, once <see cref="Backward(Variable, Tensor)"/> has run.</summary>
    public WeightGradients WeightGradients { get; }

    /// <summary>Brings a tensor into the computation.</summary>
    /// <param name="value">The tensor; the computation takes this handle.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Variable Input(Tensor value) => Adopt(new Variable(value));

    /// <summary>Brings in what the stage before gave, where that stage is recorded on its own.</summary>
    /// <param name="boundary">What stands there. Behind each backward pass it holds the signal that has arrived.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Variable Input(StageBoundary boundary)
    {
        Variable variable = Input(boundary.Value.Retain());
        variable.Upstream = boundary.Wanted;
        _boundaries.Add((variable, boundary));
        return variable;
    }

    /// <summary>Asks for the signal at a variable in every backward pass. Must come before the variable's first reader.</summary>
    /// <param name="variable">The variable.</param>
    /// <exception cref="InvalidOperationException">The computation does not record, or the variable was read before.</exception>
    public void Watch(Variable variable) => Watch(variable, ulong.MaxValue);

    /// <summary>Asks for the signal at a variable. Must come before the variable's first reader.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="passes">The backward passes that want it, one bit each, the first pass's the lowest.</param>
    /// <exception cref="InvalidOperationException">The computation does not record, or the variable was read before.</exception>
    public void Watch(Variable variable, ulong passes)
    {
        if (!IsRecording)
        {
            throw new InvalidOperationException("A computation that does not record has no signals to watch.");
        }

        if (variable.HasReader)
        {
            throw new InvalidOperationException("The variable was read before; watch it first, or a part of its signal is lost.");
        }

        passes &= ulong.MaxValue >> (MostPasses - _passes.Length);
        if (variable.Watched == 0)
        {
            _watched.Add(variable);
        }

        variable.Watched |= passes;
        if (_keepsOperations && variable.Account is null && Accounts(passes & ~variable.Upstream))
        {
            variable.Account = variable.Value.Retain();
        }
    }

    /// <summary>Adds the result of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="result">Its output; the computation takes this handle.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public Variable Record(Operation operation, Tensor result, params ReadOnlySpan<Variable> inputs)
    {
        Variable variable = Adopt(new Variable(result));
        ulong upstream = WantsWeightGradients && operation.HasWeights ? 1ul : 0;
        foreach (Variable input in inputs)
        {
            upstream |= input.Wanted;
            input.HasReader = true;
        }

        variable.Upstream = upstream;
        if (upstream != 0 && _keepsOperations)
        {
            // On the list first: what an operation has kept goes back with the tape even where keeping the rest fails.
            _operations.Add(operation);
            operation.Attach(inputs, variable, _passes.AsSpan(), WantsWeightGradients);
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

    /// <summary>Walks the recorded operations back: the first call is the first backward pass, and so on. The signals of the pass before are
    /// gone then.</summary>
    /// <param name="output">Where the signal starts.</param>
    /// <param name="signal">The gradient of the objective there, as long as the output; the computation takes this handle.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    /// <exception cref="InvalidOperationException">All its backward passes have run.</exception>
    public void Backward(Variable output, Tensor signal)
    {
        if (!IsRecording)
        {
            signal.Dispose();
            return;
        }

        int pass;
        try
        {
            pass = NextPass();
        }
        catch
        {
            signal.Dispose();
            throw;
        }

        Start(output, signal, pass);
        WalkBack(pass);
    }

    /// <summary>Walks the recorded operations of a stage back, as <see cref="Backward(Variable, Tensor)"/>, from what has arrived behind the stage.</summary>
    /// <param name="output">What the stage gave.</param>
    /// <param name="behind">The boundary behind the stage; its signal goes on from here.</param>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    /// <exception cref="InvalidOperationException">All its backward passes have run.</exception>
    public void Backward(Variable output, StageBoundary behind)
    {
        int pass = NextPass();
        _ledger = _staged?.LedgerOf(pass);
        if (behind.Take(pass) is { } signal)
        {
            output.Signal = signal;
            ReleaseUnwanted(output, pass);
        }

        WalkBack(pass);
    }

    /// <summary>Gives all memory back.</summary>
    public void Dispose()
    {
        foreach (Operation operation in _operations)
        {
            operation.Result?.ReleaseSignal();
            operation.Detach();
        }

        ReleaseSignals();
        foreach (Variable variable in _watched)
        {
            variable.Account?.Dispose();
            variable.Account = null;
        }

        foreach (Tensor tensor in _rented)
        {
            tensor.Dispose();
        }

        EndStage();
        if (_staged is null)
        {
            WeightGradients.Dispose();
        }
    }

    private static bool IsIn(int pass, ulong passes) => (passes & (1ul << pass)) != 0;

    private bool Accounts(ulong passes)
    {
        for (int pass = 0; pass < _passes.Length; pass++)
        {
            if (_passes[pass].Accounts && IsIn(pass, passes))
            {
                return true;
            }
        }

        return false;
    }

    private int NextPass()
    {
        if (_done == _passes.Length || !_keepsOperations)
        {
            throw new InvalidOperationException(_keepsOperations
                ? $"The computation was to have {_passes.Length} backward passes, and they have run."
                : "The computation keeps no operations to walk back through; record its stages.");
        }

        ReleaseSignals();
        foreach ((Variable variable, StageBoundary boundary) in _boundaries)
        {
            variable.Signal = boundary.Take(_done);
        }

        return _done++;
    }

    private void WalkBack(int pass)
    {
        for (int index = _operations.Count - 1; index >= 0; index--)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Operation operation = _operations[index];
            if (operation.Result is { Signal: { } incoming } result)
            {
                if (IsIn(pass, result.Upstream))
                {
                    Propagate(operation, incoming, pass);
                }

                if (!IsIn(pass, result.Watched))
                {
                    result.ReleaseSignal();
                }
            }

            if (_done == _passes.Length)
            {
                operation.Detach();
            }
        }

        if (_done == _passes.Length)
        {
            _operations.Clear();
        }

        foreach ((Variable variable, StageBoundary boundary) in _boundaries)
        {
            boundary.Put(pass, IsIn(pass, boundary.Wanted) ? variable.RetainSignal() : null);
        }

        Arrive(pass);
    }

    private void ReleaseSignals()
    {
        foreach (Variable variable in _watched)
        {
            variable.ReleaseSignal();
        }

        foreach ((Variable variable, _) in _boundaries)
        {
            variable.ReleaseSignal();
        }
    }

    private void Start(Variable output, Tensor signal, int pass)
    {
        output.Signal = signal;
        _passes[pass].Rules?.Start(output.Value.Span, signal.Span);
        _ledger = _passes[pass].Accounts ? new RelevanceLedger(_passes[pass], output.Value, signal) : null;
        _staged?.Keep(pass, _ledger);
        ReleaseUnwanted(output, pass);
    }

    private static void ReleaseUnwanted(Variable output, int pass)
    {
        if (!IsIn(pass, output.Wanted))
        {
            output.ReleaseSignal();
        }
    }

    private void Arrive(int pass)
    {
        _ledger?.BeginArrivals();
        foreach (Variable variable in _watched)
        {
            if (_ledger is not null && variable.Signal is { } signal && IsIn(pass, variable.Watched & ~variable.Upstream))
            {
                _ledger.Arrive(variable.Account!.Span, signal);
            }
        }
    }

    private void Propagate(Operation operation, Tensor incoming, int pass)
    {
        ulong bit = 1ul << pass;
        _ledger?.Open(operation, incoming, bit);
        if (operation.RuleOf(pass) is { } rule)
        {
            using RuleStep step = new(operation, incoming, bit);
            rule.Propagate(step);
        }
        else
        {
            for (int input = 0; input < operation.Inputs.Length; input++)
            {
                Variable variable = operation.Inputs[input];
                if (!IsIn(pass, variable.Wanted))
                {
                    continue;
                }

                bool accumulate = variable.Signal is not null;
                variable.Signal ??= Tensor.Rent(operation.InputShape(input));
                operation.PullBack(input, incoming.Span, variable.Signal.Span, accumulate);
            }
        }

        _ledger?.Close(operation, incoming, bit);
        if (WantsWeightGradients && pass == 0 && operation.HasWeights)
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
