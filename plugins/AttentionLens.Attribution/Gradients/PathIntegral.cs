using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The gradient, averaged along a path.</summary>
/// <param name="Changed">At the hook point that the path runs in.</param>
/// <param name="Explained">At the hook point that is explained; the same where the path runs there.</param>
internal sealed record PathIntegral(GradientSum Changed, GradientSum Explained)
{
    public static async ValueTask<PathIntegral> AlongAsync(AttributionContext context, FeaturePath path, Quadrature rule, CancellationToken cancellationToken)
    {
        GradientSum changed = new(path.Changed);
        GradientSum explained = path.InPixels ? new GradientSum(path.Explained) : changed;
        ImmutableArray<GradientSum> sums = path.InPixels ? [changed, explained] : [changed];
        PointSweep sweep = new(context, path.Batch) { Gradients = [.. sums.Select(sum => sum.End.Hook.Name)] };
        PointChange change = sweep.Writing(path.Changed.Hook.Name, (point, example, row) => path.Changed.Write(rule.Nodes[point], example, row));
        await sweep.RunAsync(
            rule.Nodes.Length,
            change,
            pass =>
            {
                foreach (GradientSum sum in sums)
                {
                    sum.Add(pass, rule.Weights.AsSpan(), path.Batch.Size);
                }
            },
            cancellationToken);
        return new PathIntegral(changed, explained);
    }
}
