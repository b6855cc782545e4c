namespace AttentionLens;

/// <summary>One operation during a backward pass: the values it computed with, the signal at its output, and the signals of its
/// inputs, which a rule adds to. Spans are row-major and valid during the call.</summary>
public abstract class PropagationStep
{
    /// <summary>The operation.</summary>
    public abstract OperationInfo Operation { get; }

    /// <summary>The number of inputs that are tensors (weights and masks do not count).</summary>
    public abstract int InputCount { get; }

    /// <summary>The value of the output.</summary>
    public abstract ReadOnlySpan<float> Output { get; }

    /// <summary>The signal at the output.</summary>
    public abstract ReadOnlySpan<float> Incoming { get; }

    /// <summary>The value of an input.</summary>
    /// <param name="input">The input's index, from 0.</param>
    public abstract ReadOnlySpan<float> Input(int input);

    /// <summary>The extents of an input, outermost first; the first is the batch.</summary>
    /// <param name="input">The input's index, from 0.</param>
    public abstract ReadOnlySpan<int> InputShape(int input);

    /// <summary>Whether anything upstream asks for the signal of an input.</summary>
    /// <param name="input">The input's index, from 0.</param>
    public abstract bool Wants(int input);

    /// <summary>The signal of a wanted input. It may already hold what other operations added: add, never assign.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <exception cref="InvalidOperationException">Nothing asks for it.</exception>
    public abstract Span<float> Outgoing(int input);

    /// <summary>Hands a signal back by the operation's gradient: writes the product of <paramref name="incoming"/> with the
    /// transposed Jacobian into <paramref name="destination"/>, which is overwritten.</summary>
    /// <param name="input">The input whose signal is wanted.</param>
    /// <param name="incoming">The signal at the output, usually <see cref="Incoming"/> changed in some way.</param>
    /// <param name="destination">As long as the input.</param>
    public abstract void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination);
}
