using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Measures every head's attention pattern over all examples (entropy, confidence, mass on the previous, next, first,
/// separating and own position, distance), publishes the measures, and names the heads with a plain role (AL1001 to AL1007).</summary>
public sealed class HeadMeasuresAnalyzer : LensAnalyzer
{
    // The range leaves out patterns that belong to no block: they have no place in a matrix of layers by heads.
    private static readonly HookSelector Patterns = HookSelector.Of(HookKind.Pattern, 0..);

    /// <inheritdoc/>
    public override string Name => "heads.measures";

    /// <inheritdoc/>
    public override string Summary => "Entropy, confidence and positional masses of every head, and the heads with a plain role.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => HeadRules.All;

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => HeadOptions.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        HookCatalog hooks = context.Hooks;
        HeadFindings findings = new(context.Options, HeadTables.Measures);
        context.RegisterDataset<HeadStatistics>(
            () => new HeadStatistics(),
            registration =>
            {
                registration.OnHook((in HookContext hook, HeadStatistics statistics) => statistics.Add(hook), Patterns);
                registration.OnEnd((statistics, sink) => Publish(statistics, hooks, findings, sink));
            });
    }

    private static void Publish(HeadStatistics statistics, HookCatalog hooks, HeadFindings findings, AnalysisSink sink)
    {
        ImmutableArray<MeasuredHead> heads = [.. MeasuredHead.All(statistics, hooks)];
        if (heads.IsEmpty)
        {
            return;
        }

        sink.Publish(HeadTables.OfMeans(heads));
        sink.Publish(HeadTables.OfStandardErrors(heads));
        foreach (IGrouping<HeadGroup, MeasuredHead> group in heads.GroupBy(head => head.Group))
        {
            foreach (MatrixFigure figure in HeadFigures.Of(group.Key, [.. group]))
            {
                sink.Publish(figure);
            }
        }

        foreach (Finding finding in heads.SelectMany(findings.Of))
        {
            sink.Report(finding);
        }
    }
}
