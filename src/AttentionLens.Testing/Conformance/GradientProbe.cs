namespace AttentionLens.Testing.Conformance;

/// <summary>Compares a gradient with central differences of the objective, along one direction.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Objective">What is differentiated.</param>
/// <param name="Point">Where.</param>
internal sealed record GradientProbe(Subject Subject, Objective Objective, HookPoint Point)
{
    // The rounding of an objective in float32 relative to its size, with room for the layers that it went through.
    private const double Rounding = 1e-6;

    // What may be off whatever the step, relative to the largest derivative along any direction of the same length.
    private const double Share = 4e-3;

    // A difference that may be off by more than this share tells nothing.
    private const double Useful = 0.05;
    private static readonly double[] Steps = [0.01, 0.001, 0.0001, 0.08];

    /// <summary>What the differences say, and how far the gradient may be from that. Where the objective bends within a step, a smaller one
    /// decides; where rounding drowns a small one, a larger one does.</summary>
    /// <param name="direction">A direction as large as the value.</param>
    /// <param name="expected">What the gradient says.</param>
    /// <param name="bound">The largest derivative along any direction of that length, by the gradient.</param>
    public async ValueTask<(double Found, double Allowed)> MeasureAsync(float[] direction, double expected, double bound)
    {
        (double found, double allowed) = (0, double.PositiveInfinity);
        foreach (double step in Steps)
        {
            (double slope, double off) = await DifferenceAsync(direction, step, bound);
            if (Math.Abs(slope - expected) > off)
            {
                // Richardson: the error of the third order cancels between two steps; what is left is at most their difference.
                (double half, double halfOff) = await DifferenceAsync(direction, step / 2, bound);
                (slope, off) = (((4 * half) - slope) / 3, (2 * Math.Abs(half - slope)) + (2 * halfOff));
            }

            if (Math.Abs(slope - expected) <= off && off <= Useful * bound)
            {
                return (slope, off);
            }

            (found, allowed) = off < allowed ? (slope, off) : (found, allowed);
        }

        return (found, allowed);
    }

    private async ValueTask<(double Slope, double Off)> DifferenceAsync(float[] direction, double step, double bound)
    {
        double up = await ObjectiveAsync(direction, step);
        double down = await ObjectiveAsync(direction, -step);
        double size = Math.Max(1, Math.Max(Math.Abs(up), Math.Abs(down)));
        return ((up - down) / (2 * step), (4 * Rounding * size / step) + (Share * bound));
    }

    private async ValueTask<double> ObjectiveAsync(float[] direction, double step)
    {
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = Objective } };
        return (await Subject.RunAsync(plan.With(Plans.Edit(Point, (index, value) => (float)(value + (step * direction[index])))))).Objectives.Sum();
    }
}
