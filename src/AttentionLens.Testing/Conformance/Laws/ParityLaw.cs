namespace AttentionLens.Testing.Conformance;

/// <summary>Numbers are those of the reference.</summary>
internal sealed class ParityLaw : Law
{
    public override string Id => "parity";

    public override string Demand => "Activations, objectives and gradients are those of the reference folder, each within its own tolerance.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        if (subject.Settings.Reference is not { } path)
        {
            verdict.DoesNotApply("no reference folder was given");
            return;
        }

        using ReferenceFolder reference = new(path);
        foreach (string set in reference.Sets)
        {
            InputBatch batch = subject.BatchOf(reference.Inputs(set));
            RunPlan plan = !subject.HasLogits ? Plans.Everything : Plans.Everything with
            {
                Backward = new BackwardPlan { Objective = new LogitObjective(), Capture = Plans.Everything.Capture },
            };
            Recording run = await subject.RunAsync(batch, plan);
            CheckRun(subject, verdict, reference, set, run);
            if (subject.HasLogits && reference.Has($"{set}.loss"))
            {
                Recording loss = await subject.RunAsync(batch, new RunPlan { Backward = new BackwardPlan { Objective = new LossObjective() } });
                Compare(verdict, reference, $"{set}.loss", Objective("the loss", [(float)loss.Objectives.Sum()]));
            }
        }
    }

    private static void CheckRun(Subject subject, Verdict verdict, ReferenceFolder reference, string set, Recording run)
    {
        foreach ((string name, HookPoint[] points) in ReferenceNames.Of(subject.Map))
        {
            Compare(verdict, reference, $"{set}.{name}", [.. points.Select(point => run[point])]);
            if (run.Gradients.Count > 0 && reference.Has($"{set}.grad.{name}"))
            {
                // What a recording holds as zeros throughout it did not differentiate.
                if (reference.Expected($"{set}.grad.{name}").Any(value => value != 0))
                {
                    Compare(verdict, reference, $"{set}.grad.{name}", [.. points.Select(point => run.Gradients[point.Name])]);
                }
            }
        }

        if (subject.Map.Find("pixels") is { } pixels && run.Gradients.TryGetValue(pixels.Name, out HookValue? gradient))
        {
            Compare(verdict, reference, $"{set}.pixel.grad", gradient);
        }

        if (!subject.HasLogits)
        {
            return;
        }

        Compare(verdict, reference, $"{set}.target_logit", Objective("the target's logit", [.. run.Objectives.Select(value => (float)value)]));
    }

    private static HookValue Objective(string name, float[] values) => new(name, new TensorSpec([Axis.Batch], "objective"), [values.Length], values);

    private static void Compare(Verdict verdict, ReferenceFolder reference, string name, params HookValue[] candidates)
    {
        if (candidates.Length == 0 || !reference.Has(name))
        {
            return;
        }

        verdict.Saw();
        float[] expected = reference.Expected(name);
        double tolerance = reference.Tolerance(name)!.Value;
        (HookValue value, int worst, double off) = candidates.Select(candidate => Worst(candidate, expected)).MinBy(entry => entry.Off);
        if (worst < 0)
        {
            verdict.Fail($"{value.Name} has {value.Values.Length} numbers and the recorded '{name}' {expected.Length}; expected as many.");
        }
        else if (!(off <= tolerance))
        {
            verdict.Fail($"{value.Where(worst)} is {Say.Number(value.Values[worst])}; expected {Say.Number(expected[worst])} within {Say.Number(tolerance)}, the recorded '{name}'. The first such value in forward order is nearest to the cause.");
        }
    }

    private static (HookValue Value, int Worst, double Off) Worst(HookValue value, float[] expected)
    {
        if (value.Values.Length != expected.Length)
        {
            return (value, -1, double.PositiveInfinity);
        }

        int worst = 0;
        for (int index = 1; index < expected.Length; index++)
        {
            worst = Off(value, expected, index) > Off(value, expected, worst) ? index : worst;
        }

        return (value, worst, Off(value, expected, worst));
    }

    private static double Off(HookValue value, float[] expected, int index)
    {
        double off = Math.Abs((double)value.Values[index] - expected[index]);
        return double.IsNaN(off) ? double.PositiveInfinity : off;
    }
}
