namespace AttentionLens.Testing.Conformance;

/// <summary>Looking changes nothing.</summary>
internal sealed class ObservationLaw : Law
{
    private const double Tolerance = 5e-5;

    public override string Id => "observation";

    public override string Demand => "Which hook points are captured changes neither the output nor the captured values by more than rounding: fused kernels and separate operations agree.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording everything = await subject.EverythingAsync();
        HookValue output = (await subject.RunAsync(RunPlan.OutputOnly)).Output;
        verdict.Saw();
        if (output.FirstDifference(everything.Output, Tolerance, index => IsSeen(subject, output, index)) is >= 0 and int all)
        {
            verdict.Fail($"{output.Where(all)} is {Say.Number(output.Values[all])} where nothing is captured and {Say.Number(everything.Output.Values[all])} where everything is; expected the same.");
        }

        foreach (HookPoint point in subject.Model.Hooks)
        {
            verdict.Saw();
            Recording one = await subject.RunAsync(Plans.Capture(point));
            HookValue value = one[point];
            if (output.FirstDifference(one.Output, Tolerance, index => IsSeen(subject, output, index)) is >= 0 and int different)
            {
                verdict.Fail($"{output.Where(different)} is {Say.Number(one.Output.Values[different])} where '{point.Name}' is captured and {Say.Number(output.Values[different])} where nothing is; expected the same.");
            }
            else if (value.FirstDifference(everything[point], Tolerance, index => value.IsSeen(subject.Batch, index)) is >= 0 and int other)
            {
                verdict.Fail($"{value.Where(other)} is {Say.Number(value.Values[other])} where it is captured alone and {Say.Number(everything[point].Values[other])} where everything is; expected the same: a fused kernel shows another value than the separate operations.");
            }
        }
    }

    private static bool IsSeen(Subject subject, HookValue output, int index)
    {
        EncodedExample example = subject.Batch.Examples[output.Along(Axis.Batch, index)];
        int position = output.Along(Axis.Position, index);
        return position < 0 || (example.Decoder ?? example).Mask[position];
    }
}
