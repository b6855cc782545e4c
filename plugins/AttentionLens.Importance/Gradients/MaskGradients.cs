namespace AttentionLens.Importance;

/// <summary>The slope of each example's objective in a factor ξ on each unit, at ξ = 1.</summary>
internal static class MaskGradients
{
    /// <summary>One forward and one backward pass for each batch.</summary>
    /// <param name="context">What is scored.</param>
    /// <param name="reduce">Makes one number of the products of all positions.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    public static async ValueTask<UnitTable> OfAsync(ImportanceContext context, Func<double[], double> reduce, CancellationToken cancellationToken)
    {
        Objective objective = context.DemandObjective();
        UnitTable table = new(context);
        int done = 0;
        RunPlan plan = new()
        {
            Capture = [.. SiteProducts.Values(context.Units).Select(HookSelector.Of)],
            Backward = new BackwardPlan { Objective = objective, Capture = [.. SiteProducts.Sites(context.Units).Select(HookSelector.Of)] },
        };
        foreach (MeasuredBatch batch in context.Batches)
        {
            using ModelRun run = await context.RunAsync(batch.Batch, plan, cancellationToken);
            SiteProducts.Read(run, context.Units, batch.Batch.Size, holdsProducts: false, (unit, example, products) =>
                table[unit, batch.First + example] = reduce(products.ToArray()));
            context.Report((double)++done / context.Batches.Length);
        }

        return table;
    }
}
