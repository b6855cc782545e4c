namespace AttentionLens;

/// <summary>A rule set: which recorded operations hand their signal back by something other than the gradient. Saliency, layer-wise
/// relevance propagation, AttnLRP and guided backpropagation are rule sets over the same recorded operations.</summary>
/// <remarks>One instance may serve several passes at once: keep no state of a pass in it.</remarks>
public abstract class PropagationRules
{
    /// <summary>The name that reports print, for instance <c>attnlrp</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the signal is, and what a capture of it holds.</summary>
    /// <value><see cref="SignalForm.Gradient"/> by default.</value>
    public virtual SignalForm Form => SignalForm.Gradient;

    /// <summary>The rule of an operation, or null for its gradient. It is asked once for each operation of a pass, as the operation is recorded.</summary>
    /// <param name="operation">The operation.</param>
    public abstract PropagationRule? RuleFor(OperationInfo operation);

    /// <summary>Changes the signal at the model's output before it is handed back. By default it stays the gradient of the objective.</summary>
    /// <param name="output">The model's output, row-major.</param>
    /// <param name="signal">Holds the gradient of the objective with respect to each output; takes what the pass starts with.</param>
    public virtual void Start(ReadOnlySpan<float> output, Span<float> signal)
    {
    }
}
