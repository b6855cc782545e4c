namespace AttentionLens;

/// <summary>A rule set: which recorded operations hand their signal back by something other than the gradient. Saliency, layer-wise
/// relevance propagation, AttnLRP and guided backpropagation are rule sets over the same recorded operations.</summary>
public abstract class PropagationRules
{
    /// <summary>The name that reports print, for instance <c>attnlrp</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The rule of an operation, or null for its gradient.</summary>
    /// <param name="operation">The operation.</param>
    public abstract PropagationRule? RuleFor(OperationInfo operation);
}
