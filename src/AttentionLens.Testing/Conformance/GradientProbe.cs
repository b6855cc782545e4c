namespace AttentionLens.Testing.Conformance;

/// <summary>Compares a gradient with central differences of the objective, along one direction.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Objective">What is differentiated.</param>
/// <param name="Point">Where.</param>
internal sealed record GradientProbe(Subject Subject, Objective Objective, HookPoint Point)
{
    // The rounding of an objective in float32 relative to its size, with room for the layers that it went through.
    private const double Rounding = 4e-6;
    private static readonly double[] Steps = [0.01, 0.08];

    /// <summary>What the differences say, what is allowed, and whether they can tell at all.</summary>
    /// <param name="direction">A direction as large as the value.</param>
    /// <param name="expected">What the gradient says.</param>
    /// <param name="bound">The largest that the derivative along a direction of that length can be, by the gradient.</param>
    public async ValueTask<(double Found, double Allowed)> MeasureAsync(float[] direction, double expected, double bound)
    {
        (double found, double allowed) = (0, double.PositiveInfinity);
        foreach (double step in Steps)
        {
            double half = await DifferenceAsync(direction, step / 2);
            double whole = await DifferenceAsync(direction, step);
            double size = await SizeAsync();

            // Richardson: the error of the third order cancels between the two steps; what is left is at most their difference.
            double estimate = ((4 * half) - whole) / 3;
            double off = (2 * Math.Abs(half - whole)) + (8 * Rounding * size / step) + (2e-3 * bound);
            if (off < allowed)
            {
                (found, allowed) = (estimate, off);
            }

            if (Math.Abs(found - expected) <= allowed && allowed < 0.1 * bound)
            {
                break;
            }
        }

        return (found, allowed);
    }

    private async ValueTask<double> DifferenceAsync(float[] direction, double step) =>
        (await ObjectiveAsync(direction, step) - await ObjectiveAsync(direction, -step)) / (2 * step);

    private async ValueTask<double> SizeAsync() =>
        Math.Max(1, (await Subject.RunAsync(RunPlan.OutputOnly with { Backward = new BackwardPlan { Objective = Objective } })).Objectives.Sum(Math.Abs));

    private async ValueTask<double> ObjectiveAsync(float[] direction, double step)
    {
        RunPlan plan = new() { Backward = new BackwardPlan { Objective = Objective } };
        return (await Subject.RunAsync(plan.With(Plans.Edit(Point, (index, value) => (float)(value + (step * direction[index])))))).Objectives.Sum();
    }
}
