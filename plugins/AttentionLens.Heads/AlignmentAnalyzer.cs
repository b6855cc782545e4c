using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Holds the cross-attention of an encoder-decoder against the true word alignment of examples that have one
/// (<see cref="LensInput.Alignment"/>): the alignment error rate of every head and of each layer's mean, the heads that align (AL1011, AL1012),
/// and pictures with the true links outlined.</summary>
/// <remarks>Source: Och and Ney 2003 for the measure.</remarks>
public sealed class AlignmentAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "heads.alignment";

    /// <inheritdoc/>
    public override string Summary => "Cross-attention against the true word alignment of each example: error rates, and maps with the links outlined.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => AlignmentRules.All;

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => AlignmentOptions.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        ImmutableArray<HookPoint> layers =
        [
            .. context.Hooks.Where(hook => hook.Kind == HookKind.Pattern && hook.Layer is not null && hook.KeyStack != hook.Stack)
                .OrderBy(hook => hook.Layer),
        ];
        if (layers.IsEmpty)
        {
            return;
        }

        HookSelector patterns = layers.Select(hook => HookSelector.Of(hook.Name)).Aggregate((left, right) => left | right);
        double examples = context.Options.Get(AlignmentOptions.Examples);
        double largestError = context.Options.Get(AlignmentOptions.LargestError);
        HookCatalog hooks = context.Hooks;
        if (examples > 0)
        {
            context.RegisterExampleAction(
                example =>
                {
                    if (example.Example.Index < examples)
                    {
                        AlignmentPictures.Publish(example, layers, example.Sink);
                    }
                },
                new RunPlan { Capture = [patterns] });
        }

        context.RegisterDataset<AlignmentStatistics>(
            () => new AlignmentStatistics(),
            registration =>
            {
                registration.OnHook((in HookContext hook, AlignmentStatistics statistics) => statistics.Add(hook), patterns);
                registration.OnEnd((statistics, sink) => AlignmentResults.Publish(statistics, hooks, largestError, sink));
            });
    }
}
