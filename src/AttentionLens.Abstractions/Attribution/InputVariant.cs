using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An example of a batch with something changed, to see what the objective or a hook point does.</summary>
/// <param name="Example">The example's index in the batch.</param>
public sealed record InputVariant(int Example)
{
    /// <summary>What the model reads in the example's place, for instance with tokens masked or left out; null for the example itself. Its
    /// input says what is explained (<see cref="LensInput.Target"/>, <see cref="LensInput.Position"/>).</summary>
    public EncodedExample? Replacement { get; init; }

    /// <summary>Changes to the values of hook points, for this variant alone.</summary>
    public ImmutableArray<Intervention> Interventions { get; init; } = [];

    /// <summary>Hook points whose values are wanted; read by <see cref="AttributionContext.ObserveAsync"/>.</summary>
    public ImmutableArray<HookName> Reads { get; init; } = [];
}
