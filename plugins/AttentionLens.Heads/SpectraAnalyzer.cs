using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Draws the singular values of what each head compares and of what it writes, W_QK and W_OV, from the weights alone.</summary>
/// <remarks>No example is needed. It takes some products and rotations of small matrices for each head, so that it runs where it is asked for.</remarks>
public sealed class SpectraAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "weights.spectra";

    /// <inheritdoc/>
    public override string Summary => "The singular values of W_QK and W_OV of every head, from the weights alone.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [WeightRules.Narrowest];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        WeightCatalog weights = context.Weights;
        ImmutableArray<HookPoint> patterns = HeadFactors.Patterns(context.Hooks);
        context.RegisterModelAction(sink =>
        {
            foreach (IGrouping<HeadGroup, HookPoint> group in patterns.GroupBy(hook => new HeadGroup(hook)))
            {
                SpectraResults.Publish(group.Key, HeadFactors.Read(weights, group), sink);
            }
        });
    }
}
