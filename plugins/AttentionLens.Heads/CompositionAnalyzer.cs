using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Draws which heads can read what earlier heads write, from the weights alone: Q-, K- and V-composition.</summary>
/// <remarks>Source: Elhage et al. 2021, "A Mathematical Framework for Transformer Circuits", section "Two-Layer Attention-Only Transformers".
/// No example is needed. It costs some products of small matrices for each pair of heads, so that it runs where it is asked for.</remarks>
public sealed class CompositionAnalyzer : LensAnalyzer
{
    /// <summary>How many links are drawn, the strongest.</summary>
    /// <value>60 by default.</value>
    public static NumberOption Edges { get; } = new("edges", "How many links are drawn, the strongest of all kinds, from 1 to 4096.", 60, 1, 4096);

    /// <inheritdoc/>
    public override string Name => "weights.composition";

    /// <inheritdoc/>
    public override string Summary => "Which heads can read what earlier heads write, from the weights alone.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [WeightRules.Strongest];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [Edges];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        WeightCatalog weights = context.Weights;
        int edges = (int)context.Options.Get(Edges);
        ImmutableArray<HookPoint> patterns = HeadFactors.Patterns(context.Hooks);
        context.RegisterModelAction(sink =>
        {
            foreach (IGrouping<HeadGroup, HookPoint> group in patterns.GroupBy(hook => new HeadGroup(hook)))
            {
                ImmutableArray<HeadFactors> heads = HeadFactors.Read(weights, group);
                if (!heads.IsEmpty)
                {
                    CompositionResults.Publish(group.Key, heads, edges, sink);
                }
            }
        });
    }
}
