using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Integrated gradients of a factor on every head: all heads of the model go from off to on together, and each gets its share of what the metric gains.</summary>
/// <remarks>The shares of all heads add up to the metric of the whole model less that without any head. Source: Sundararajan, Taly and Yan 2017, equation 1, on the mask variables
/// of Michel, Levy and Neubig 2019.</remarks>
public sealed class IntegratedGradientsMethod : ImportanceMethod
{
    private static readonly NumberOption StepsOption =
        new("steps", "How many points on the path from all heads off to all on are evaluated, a whole number of at least 1.", 50, 1, 10_000);

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new(
        "integrated-gradients", "The share of each head in what the metric gains when all heads are turned on together.", [UnitKind.Head])
    {
        IsSigned = true,
        FollowsMetric = true,
        Sources = [Papers.Sundararajan2017, Papers.Michel2019],
    };

    /// <inheritdoc/>
    /// <value><c>steps</c> 50.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [StepsOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        Quadrature rule = Quadrature.Legendre(context.Options.GetWhole(StepsOption));
        Objective objective = context.DemandObjective();
        ImmutableArray<ModelUnit> firsts = [.. context.AllOf(UnitKind.Head).DistinctBy(head => head.Site)];
        ImmutableArray<HookSelector> sites = [.. SiteProducts.Sites(context.Units).Select(HookSelector.Of)];
        UnitTable table = new(context);
        int rows = 0;
        foreach (MeasuredBatch batch in context.Batches)
        {
            ImmutableArray<(int Example, int Node)> points = [.. Enumerable.Range(0, batch.Batch.Size).SelectMany(example => Enumerable.Range(0, rule.Nodes.Length).Select(node => (example, node)))];
            foreach ((int Example, int Node)[] chunk in points.Chunk(context.MaxRows))
            {
                RunPlan plan = new()
                {
                    Capture = sites,
                    RowInterventions = [.. chunk.Select(point => AllScaled(firsts, (float)rule.Nodes[point.Node]))],
                    Backward = new BackwardPlan { Objective = objective, Capture = sites },
                };
                using ModelRun run = await context.RunAsync(new InputBatch([.. chunk.Select(point => batch.Batch.Examples[point.Example])]), plan, cancellationToken);
                SiteProducts.Read(run, context.Units, chunk.Length, holdsProducts: false, (unit, row, products) =>
                {
                    // The value carries the factor: dividing by it leaves the slope in the factor.
                    double slope = Total(products) / (float)rule.Nodes[chunk[row].Node];
                    table[unit, batch.First + chunk[row].Example] += context.Harm(rule.Weights[chunk[row].Node] * slope, 0);
                });
                rows += chunk.Length;
                context.Report((double)rows / (context.ExampleCount * rule.Nodes.Length));
            }
        }

        return new ImportanceScores { Contributions = table.ToImmutable() };
    }

    private static ImmutableArray<Intervention> AllScaled(ImmutableArray<ModelUnit> firsts, float factor) =>
        [.. firsts.Select(head => new HeadScale(HookSelector.Of(head.Site), [.. Enumerable.Repeat(factor, head.HeadCount)]))];

    private static double Total(ReadOnlySpan<double> products)
    {
        double sum = 0;
        foreach (double product in products)
        {
            sum += product;
        }

        return sum;
    }
}
