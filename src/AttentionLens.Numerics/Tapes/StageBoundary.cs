namespace AttentionLens.Numerics;

/// <summary>What stands between two stages that are recorded apart: a value, and the signals that the backward passes have brought to it so far.</summary>
public sealed class StageBoundary : IDisposable
{
    private readonly Tensor?[] _signals = new Tensor?[Tape.MostPasses];

    /// <summary>Creates a boundary before which no signal is wanted.</summary>
    /// <param name="value">The value; the boundary keeps a handle of its own.</param>
    public StageBoundary(Tensor value) => Value = value.Retain();

    /// <summary>Creates a boundary behind a stage.</summary>
    /// <param name="variable">What the stage gave, at its end; the boundary keeps a handle of its own on the value.</param>
    public StageBoundary(Variable variable)
        : this(variable.Value) => Wanted = variable.Wanted;

    /// <summary>The value.</summary>
    internal Tensor Value { get; }

    /// <summary>The backward passes, one bit each, that want the signal here or at something before.</summary>
    internal ulong Wanted { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Value.Dispose();
        for (int pass = 0; pass < _signals.Length; pass++)
        {
            Take(pass)?.Dispose();
        }
    }

    /// <summary>Takes what has arrived so far; null for zero.</summary>
    internal Tensor? Take(int pass)
    {
        Tensor? signal = _signals[pass];
        _signals[pass] = null;
        return signal;
    }

    /// <summary>Keeps what has arrived; the boundary takes the handle.</summary>
    internal void Put(int pass, Tensor? signal) => _signals[pass] = signal;
}
