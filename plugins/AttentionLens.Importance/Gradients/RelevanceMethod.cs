using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>The share of a unit in the relevance that a rule set hands back from the logit of the target, averaged over examples.</summary>
/// <remarks>Of a unit counts the absolute relevance of each position, its components added. The shares of all units of one kind that are scored add up to 1. With the metrics
/// loss and accuracy the logit of the predicted class is handed back. Source: Achtibat et al. 2024 for the rules.</remarks>
public sealed class RelevanceMethod : ImportanceMethod
{
    private static readonly TextOption RulesOption = new("rules", "The rule set, for instance attnlrp or cp-lrp.", "attnlrp");

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "relevance", "The unit's share of the absolute relevance of the units of its kind.", [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp])
    {
        Sources = [Papers.Achtibat2024],
    };

    /// <inheritdoc/>
    /// <value><c>rules</c> attnlrp.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [RulesOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        PropagationRules rules = context.RulesNamed(context.Options.Get(RulesOption));
        if (rules.Form == SignalForm.Gradient)
        {
            throw RulesOption.Reject(rules.Name, "a rule set that hands back relevance, such as attnlrp; this one hands back a gradient");
        }

        UnitTable table = new(context);
        RunPlan plan = new()
        {
            Backward = new BackwardPlan
            {
                Objective = context.Objective is null or LossObjective ? new LogitObjective() : context.Objective,
                Rules = rules,
                Capture = [.. SiteProducts.Sites(context.Units).Select(HookSelector.Of)],
            },
        };
        int done = 0;
        foreach (MeasuredBatch batch in context.Batches)
        {
            using ModelRun run = await context.RunAsync(batch.Batch, plan, cancellationToken);
            SiteProducts.Read(run, context.Units, batch.Batch.Size, holdsProducts: true, (unit, example, relevance) =>
            {
                foreach (double entry in relevance)
                {
                    table[unit, batch.First + example] += Math.Abs(entry);
                }
            });
            context.Report((double)++done / context.Batches.Length);
        }

        Share(table, context);
        return new ImportanceScores { Contributions = table.ToImmutable() };
    }

    private static void Share(UnitTable table, ImportanceContext context)
    {
        foreach (IGrouping<UnitKind, int> kind in Enumerable.Range(0, context.Units.Length).GroupBy(unit => context.Units[unit].Kind))
        {
            for (int example = 0; example < context.ExampleCount; example++)
            {
                double whole = kind.Sum(unit => table[unit, example]);
                foreach (int unit in whole > 0 ? kind : Enumerable.Empty<int>())
                {
                    table[unit, example] /= whole;
                }
            }
        }
    }
}
