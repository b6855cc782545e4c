using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Lays the heads out on a map by how differently they attend: the Jensen–Shannon distance of their patterns, over a sample of examples and queries.</summary>
/// <remarks>Source: Clark et al. 2019, section 6; Endres and Schindelin 2003 for the root, which makes the divergence a distance.</remarks>
public sealed class HeadMapAnalyzer : LensAnalyzer
{
    private static readonly HookSelector Patterns = HookSelector.Of(HookKind.Pattern, 0..);

    /// <summary>How many examples are compared, from the first on.</summary>
    /// <value>8 by default.</value>
    public static NumberOption Examples { get; } = new("examples", "How many examples are compared, from the first on, from 0 to 1000.", 8, 0, 1000);

    /// <summary>How many queries of each example are compared, evenly spread.</summary>
    /// <value>16 by default.</value>
    public static NumberOption Queries { get; } = new("queries", "How many queries of each example are compared, evenly spread, from 1 to 1024.", 16, 1, 1024);

    /// <inheritdoc/>
    public override string Name => "heads.map";

    /// <inheritdoc/>
    public override string Summary => "A map of all heads: those that attend alike stand close together.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [Examples, Queries];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        HookCatalog hooks = context.Hooks;
        double examples = context.Options.Get(Examples);
        int queries = (int)context.Options.Get(Queries);
        ImmutableArray<HookPoint> patterns = [.. hooks.Resolve(Patterns).OrderBy(hook => hook.Name)];
        context.RegisterDataset<PatternDistances>(
            () => new PatternDistances(),
            registration =>
            {
                registration.OnExample(
                    (example, distances) =>
                    {
                        if (example.Example.Index < examples)
                        {
                            distances.Add(example, patterns, queries);
                        }
                    },
                    new RunPlan { Capture = [Patterns] });
                registration.OnEnd((distances, sink) =>
                {
                    foreach (HeadMapFigure figure in HeadMaps.Of(distances, hooks))
                    {
                        sink.Publish(figure);
                    }
                });
            });
    }
}
