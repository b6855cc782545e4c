using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Says which positions of an input made the model say what it says. A method keeps no state between calls.</summary>
public abstract class AttributionMethod
{
    /// <summary>What is worth knowing about it.</summary>
    public abstract AttributionDescriptor Descriptor { get; }

    /// <summary>The settings it offers.</summary>
    /// <value>None by default.</value>
    public virtual ImmutableArray<OptionDescriptor> SupportedOptions => [];

    /// <summary>Explains a batch.</summary>
    /// <param name="context">The examples, the objective, and the means.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">The method does not fit the model, the objective or a setting; the message says what would.</exception>
    public abstract ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken);
}
