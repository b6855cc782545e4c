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
    /// <exception cref="InvalidOperationException">The rule said that it does not read it.</exception>
    public abstract ReadOnlySpan<float> Output { get; }

    /// <summary>The extents of the output, outermost first; the first is the batch.</summary>
    public abstract ReadOnlySpan<int> OutputShape { get; }

    /// <summary>The signal at the output.</summary>
    public abstract ReadOnlySpan<float> Incoming { get; }

    /// <summary>Whether the operation is linear in its one input, with weights whose positive and negative parts
    /// <see cref="Apply"/> and <see cref="PullBackPart"/> can take alone.</summary>
    public abstract bool HasWeightParts { get; }

    /// <summary>The constant that a linear operation adds to every row, as long as a row of its output; empty where there is none.</summary>
    public abstract ReadOnlySpan<float> Bias { get; }

    /// <summary>The value of an input.</summary>
    /// <param name="input">The input's index, from 0.</param>
    /// <exception cref="InvalidOperationException">The rule said that it does not read inputs.</exception>
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
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public abstract void PullBack(int input, ReadOnlySpan<float> incoming, Span<float> destination);

    /// <summary>Hands a signal back as <see cref="PullBack"/> does, but with what is not linear in the operation held constant: the
    /// deviation of LayerNorm, the root mean square of RMSNorm, the quotient f(x)/x of an activation, the probabilities of
    /// softmax (which then pass nothing). Operations that are linear in each input do the same in both.</summary>
    /// <param name="input">The input whose signal is wanted.</param>
    /// <param name="incoming">The signal at the output.</param>
    /// <param name="destination">As long as the input; overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public abstract void PullBackFrozen(int input, ReadOnlySpan<float> incoming, Span<float> destination);

    /// <summary>Adds what <see cref="PullBack"/> would write to <see cref="Outgoing"/>, without a buffer between.</summary>
    /// <param name="input">The input, which is wanted.</param>
    /// <param name="incoming">The signal at the output.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">Nothing asks for the input.</exception>
    public abstract void AddPullBack(int input, ReadOnlySpan<float> incoming);

    /// <summary>Adds what <see cref="PullBackFrozen"/> would write to <see cref="Outgoing"/>, without a buffer between.</summary>
    /// <param name="input">The input, which is wanted.</param>
    /// <param name="incoming">The signal at the output.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    /// <exception cref="InvalidOperationException">Nothing asks for the input.</exception>
    public abstract void AddPullBackFrozen(int input, ReadOnlySpan<float> incoming);

    /// <summary>Applies a part of a linear operation's weights to other values, without its bias.</summary>
    /// <param name="part">The weights that take part.</param>
    /// <param name="input">As long as the input.</param>
    /// <param name="destination">As long as the output; overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="InvalidOperationException"><see cref="HasWeightParts"/> is false.</exception>
    public abstract void Apply(WeightPart part, ReadOnlySpan<float> input, Span<float> destination);

    /// <summary>Hands a signal back through a part of a linear operation's weights.</summary>
    /// <param name="part">The weights that take part.</param>
    /// <param name="incoming">As long as the output.</param>
    /// <param name="destination">As long as the input; overwritten.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    /// <exception cref="InvalidOperationException"><see cref="HasWeightParts"/> is false.</exception>
    public abstract void PullBackPart(WeightPart part, ReadOnlySpan<float> incoming, Span<float> destination);
}
