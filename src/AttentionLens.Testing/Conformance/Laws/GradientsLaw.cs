using AttentionLens.Numerics;

namespace AttentionLens.Testing.Conformance;

/// <summary>Gradients are derivatives.</summary>
internal sealed class GradientsLaw : Law
{
    private const float Masked = 1e30f;

    public override string Id => "gradients";

    public override string Demand => "The gradient at every differentiable hook point is the derivative of the objective, along itself and along random directions.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (!subject.HasLogits)
        {
            verdict.DoesNotApply("the model has no logits, so that it has no objective");
            return;
        }

        Recording values = await subject.EverythingAsync();
        Objective objective = Objectives.For(values);
        HookPoint[] points = [.. subject.Model.Hooks.Where(point => point.Capabilities.HasFlag(HookCapabilities.Gradient | HookCapabilities.Edit))];
        Recording run = await subject.RunAsync(new RunPlan
        {
            Backward = new BackwardPlan { Objective = objective, Capture = [.. points.Select(point => HookSelector.Of(point.Name))] },
        });
        SeededRandom random = new(subject.Settings.Seed);
        foreach (HookPoint point in points)
        {
            await CheckAsync(verdict, new GradientProbe(subject, objective, point), values[point], run.Gradients[point.Name], random);
        }
    }

    private static async ValueTask CheckAsync(Verdict verdict, GradientProbe probe, HookValue value, HookValue gradient, SeededRandom random)
    {
        if (gradient.Values.Length != value.Values.Length || gradient.Values.Any(number => !float.IsFinite(number)))
        {
            verdict.Saw();
            verdict.Fail($"{gradient.Name} has {gradient.Values.Length} numbers, or some that are not finite; expected one finite number for each of the value's {value.Values.Length}.");
            return;
        }

        float[] noise = [.. value.Values.Select(_ => (float)random.NextNormal())];
        foreach ((float[] towards, string what) in new[] { (gradient.Values, "along itself"), (noise, "along a random direction") })
        {
            verdict.Saw();
            float[] direction = Direction(value, towards);
            double expected = direction.Zip(gradient.Values, (a, b) => (double)a * b).Sum();
            double bound = Length(direction) * Length(gradient.Values);
            (double found, double allowed) = await probe.MeasureAsync(direction, expected, bound);
            if (!(Math.Abs(found - expected) <= allowed))
            {
                verdict.Fail($"{gradient.Name} {what} is {Say.Number(expected)}; expected {Say.Number(found)} within {Say.Number(allowed)}, from differences of the objective: an operation behind this point gives a wrong gradient, or none.");
                return;
            }
        }
    }

    // As large as the value, so that a step is a share of it. A masked score has no direction.
    private static float[] Direction(HookValue value, float[] towards)
    {
        float[] direction = [.. towards.Select((number, index) => Math.Abs(value.Values[index]) < Masked ? number : 0)];
        double length = Length(direction);
        double scale = length > 0 ? Math.Max(value.Size, 1e-3) * Math.Sqrt(direction.Length) / length : 0;
        return [.. direction.Select(number => (float)(number * scale))];
    }

    private static double Length(float[] numbers) => Math.Sqrt(numbers.Sum(number => (double)number * number));
}
