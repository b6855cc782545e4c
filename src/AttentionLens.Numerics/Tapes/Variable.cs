namespace AttentionLens.Numerics;

/// <summary>A tensor of a running computation: its value, and during a backward pass the signal (a gradient, or what a propagation
/// rule makes of it) that has arrived at it.</summary>
public sealed class Variable
{
    private Tensor? _value;

    internal Variable(Tensor value) => _value = value;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The computation has given it back: its stage has ended or it was released.</exception>
    public Tensor Value => _value ?? throw new InvalidOperationException("The value was released; its last reader must come before that.");

    /// <summary>Whether the signal at this variable, or at something before it, is wanted.</summary>
    public bool NeedsSignal => Wanted != 0;

    /// <summary>The backward passes, one bit each, that want the signal here or at something before.</summary>
    internal ulong Wanted => Watched | Upstream;

    /// <summary>The backward passes whose signal is kept for the caller.</summary>
    internal ulong Watched { get; set; }

    /// <summary>The backward passes that go on from here.</summary>
    internal ulong Upstream { get; set; }

    /// <summary>Whether an operation has read the value.</summary>
    internal bool HasReader { get; set; }

    /// <summary>The value of a watched variable, kept where relevance is accounted for.</summary>
    internal Tensor? Account { get; set; }

    /// <summary>The signal that has arrived so far; null while it is zero.</summary>
    internal Tensor? Signal { get; set; }

    /// <summary>Says that no reader of the value comes any more, so that its memory can be used again at once.</summary>
    public void Release()
    {
        _value?.Dispose();
        _value = null;
    }

    /// <summary>The signal that arrived in the last backward pass, where it was watched; null where none did, which means zero. The caller disposes
    /// this handle.</summary>
    public Tensor? RetainSignal() => Signal?.Retain();

    internal void ReleaseSignal()
    {
        Signal?.Dispose();
        Signal = null;
    }
}
