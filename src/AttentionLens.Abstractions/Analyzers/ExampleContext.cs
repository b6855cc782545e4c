using System.Numerics.Tensors;

namespace AttentionLens;

/// <summary>One example after its pass, with everything the plan asked for. Values have no batch dimension, and positions are those
/// of <see cref="EncodedExample.ValidTokens"/> of the stack that they count: padding at either end is cut away. Valid during the call.</summary>
public abstract class ExampleContext
{
    /// <summary>The example.</summary>
    public abstract EncodedExample Example { get; }

    /// <summary>The image as a person sees it; null for an example without one.</summary>
    /// <value>null by default.</value>
    public virtual ColorImage? Image => null;

    /// <summary>Takes findings and figures.</summary>
    public abstract AnalysisSink Sink { get; }

    /// <summary>The model's output for the example.</summary>
    public abstract ReadOnlyTensorSpan<float> Output { get; }

    /// <summary>The objective of the backward pass, in its own unit.</summary>
    /// <exception cref="LensInputException">The plan has no backward pass.</exception>
    public abstract double ObjectiveValue { get; }

    /// <summary>The value of a hook point that the plan captures.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan does not capture it.</exception>
    public abstract ReadOnlyTensorSpan<float> Value(HookName name);

    /// <summary>The backward signal of a hook point that the backward plan captures.</summary>
    /// <param name="name">The hook point.</param>
    /// <exception cref="LensInputException">The plan does not capture it.</exception>
    public abstract ReadOnlyTensorSpan<float> Gradient(HookName name);
}
