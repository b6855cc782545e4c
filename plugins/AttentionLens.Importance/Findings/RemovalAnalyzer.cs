using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Removes every head, sublayer and block, one at a time, and says which the model does not need, which it hangs on, and which stand in for each other.</summary>
/// <remarks>It costs a pass from the part's block on for each part, so that it runs where it is asked for. Source: Michel, Levy and Neubig 2019, section 3.2.</remarks>
public sealed class RemovalAnalyzer : LensAnalyzer
{
    private const string Loss = "loss";
    private const string Logit = "logit";
    private const string Probability = "probability";
    private static readonly TextOption UnitsOption = new("units", "What is removed: head, attention, mlp, layer, or several of them between commas.", "head,attention,mlp,layer");
    private static readonly ChoiceOption MeasureOption = new("measure", "What harm is measured by, on each example.", Loss, [Loss, Logit, Probability]);

    /// <inheritdoc/>
    public override string Name => "importance.removals";

    /// <inheritdoc/>
    public override string Summary => "Removes heads, sublayers and blocks one at a time: what carries nothing, what all hangs on, what backs each other up.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => ImportanceRules.All;

    /// <inheritdoc/>
    /// <value><c>units</c> head,attention,mlp,layer; <c>measure</c> loss.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [UnitsOption, MeasureOption];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        string measure = context.Options.Get(MeasureOption);
        HookCatalog hooks = context.Hooks;
        bool hasLogits = hooks.Any(hook => hook.Kind == HookKind.Logits);
        InterventionSweep sweep = new(measure switch
        {
            Loss => new LossObjective { PerExample = true },
            Probability => new ProbabilityObjective(),
            _ => new LogitObjective(),
        })
        {
            Removed = [.. context.Options.Get(UnitsOption).Split(',', StringSplitOptions.TrimEntries).Select(ModelUnits.KindOf).Distinct()],
            Where = example => hasLogits && (measure != Loss || LossObjective.CanBeAskedOf(hooks, example)),
        };
        double sign = measure == Loss ? 1 : -1;
        context.RegisterDataset<RemovalStatistics>(() => new RemovalStatistics(), dataset =>
        {
            dataset.OnExample((_, statistics) => statistics.Seen++, RunPlan.OutputOnly);
            dataset.OnSweep((example, statistics) => statistics.Add(example.Units, [.. example.Values.Select(value => sign * (value - example.Whole))]), sweep);
            dataset.OnEnd((statistics, sink) => Report(statistics, measure, hasLogits, sink));
        });
    }

    private static void Report(RemovalStatistics statistics, string measure, bool hasLogits, AnalysisSink sink)
    {
        if (statistics.Measured < statistics.Seen || statistics.Measured < RemovalVerdicts.FewestExamples)
        {
            string missing = !hasLogits ? "the model has no logits; load one with a head"
                : statistics.Measured < statistics.Seen ? "the others have no label; give each one, or set measure to logit or probability"
                : $"findings take {RemovalVerdicts.FewestExamples}; give more";
            sink.Report(new Finding(ImportanceRules.NotMeasured, default, statistics.Measured, statistics.Seen, missing)
            {
                Measures = [new Measure("measured", statistics.Measured, "examples"), new Measure("seen", statistics.Seen, "examples")],
            });
        }

        if (statistics.Measured < RemovalVerdicts.FewestExamples)
        {
            return;
        }

        RemovalVerdicts verdicts = new(
            measure,
            [
                .. statistics.Units.Select((unit, column) =>
                {
                    (double mean, double low, double high) = statistics.Of(column);
                    return new Removal(unit, mean, low, high);
                }),
            ],
            (sublayer, _) =>
            {
                (double _, double low, double high) = statistics.Of(statistics.ColumnBeyond(sublayer.Unit));
                return (low, high);
            });
        foreach ((Finding finding, ModelUnit _) in verdicts.All())
        {
            sink.Report(finding);
        }
    }
}
