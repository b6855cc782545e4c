using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that hands relevance back from the explained logit to the input's features, by a rule set.</summary>
public abstract class RelevanceMethod : AttributionMethod
{
    private const string Unit = "relevance";
    private static readonly ChoiceOption DetailOption = new(
        "detail",
        "Where relevance is written: at the input alone, or at every layer and head too (layer_scores, head_scores; with pixels for an image).",
        "input",
        ["input", "layers"]);

    private protected RelevanceMethod()
    {
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<OptionDescriptor> SupportedOptions => [DetailOption, .. RuleOptions];

    private protected virtual ImmutableArray<OptionDescriptor> RuleOptions => [];

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        HookPoint features = context.FindFeatures();
        RelevanceSites? sites = context.Options.Get(DetailOption) == "layers" ? new RelevanceSites(context, features.Stack) : null;
        RunPlan plan = new()
        {
            Backward = new BackwardPlan
            {
                Objective = context.Objective,
                Rules = Rules(context),
                Capture = [HookSelector.Of(features.Name), .. sites?.Selectors ?? []],
            },
        };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        LensTensor relevance = run.Gradient(features.Name);
        TensorValue featureScores = new(relevance.Spec with { Unit = Unit }, [.. relevance.Shape], [.. relevance.Values]);
        AttributionResult result = new(run.Targets, run.ObjectiveValues, Aggregation.Apply(Aggregation.Sum, featureScores)) { FeatureScores = featureScores };
        return sites is null ? result : result with { Extras = sites.Read(run, result.Extras, Unit) };
    }

    /// <summary>The rule set.</summary>
    private protected abstract PropagationRules Rules(AttributionContext context);
}
