namespace AttentionLens.Testing.Conformance;

/// <summary>A head mask removes heads, and ones change nothing.</summary>
internal sealed class HeadScaleLaw : Law
{
    public override string Id => "head-scale";

    public override string Demand => "A head scaled by 0 at attn.z has no result, and attn_out loses exactly that head's share; heads scaled by 1 change no bit.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            await CheckRemovedAsync(subject, verdict, attention);
        }

        foreach (HookPoint point in subject.Model.Hooks.Where(point => point.Spec.IndexOf(Axis.Head) >= 0 && point.Capabilities.HasFlag(HookCapabilities.Edit)))
        {
            int heads = (await subject.EverythingAsync())[point].Extent(Axis.Head);
            HookValue plain = (await subject.RunAsync(RunPlan.OutputOnly.With(Plans.Nothing(point)))).Output;
            HookValue scaled = (await subject.RunAsync(RunPlan.OutputOnly.With(Scale(point, heads, -1)))).Output;
            verdict.Saw();
            if (plain.FirstOtherBits(scaled) is >= 0 and int different)
            {
                verdict.Fail($"Heads scaled by 1 at '{point.Name}' changed {plain.Where(different)}; expected the same bits as without the intervention.");
            }
        }
    }

    private static async ValueTask CheckRemovedAsync(Subject subject, Verdict verdict, AttentionMap attention)
    {
        RunPlan plan = Plans.Capture(attention.HeadResult, attention.Output);
        Recording before = await subject.RunAsync(plan.With(Plans.Nothing(attention.HeadOutput)));
        HookValue results = before[attention.HeadResult];
        (int heads, int width) = (results.Shape[2], results.Shape[3]);
        for (int head = 0; head < heads; head++)
        {
            Recording after = await subject.RunAsync(plan.With(Scale(attention.HeadOutput, heads, head)));
            verdict.Saw();
            int left = Array.FindIndex(after[attention.HeadResult].Values, 0, value => value != 0);
            while (left >= 0 && results.Along(Axis.Head, left) != head)
            {
                left = Array.FindIndex(after[attention.HeadResult].Values, left + 1, value => value != 0);
            }

            if (left >= 0)
            {
                verdict.Fail($"With head {head} scaled by 0 at '{attention.HeadOutput.Name}', {results.Where(left)} still holds {Say.Number(after[attention.HeadResult].Values[left])}; expected 0: a head's result is its own z times its slice of W_O, without the bias.");
                continue;
            }

            HookValue output = before[attention.Output];
            float[] expected = [.. output.Values.Select((value, index) => value - results.Values[(((index / width * heads) + head) * width) + (index % width)])];
            int different = (output with { Values = expected }).FirstDifference(after[attention.Output], 3e-5, index => output.IsSeen(subject.Batch, index));
            if (different >= 0)
            {
                verdict.Fail($"With head {head} scaled by 0 at '{attention.HeadOutput.Name}', {output.Where(different)} is {Say.Number(after[attention.Output].Values[different])}; expected {Say.Number(expected[different])}, what it was less that head's result.");
            }
        }
    }

    private static HeadScale Scale(HookPoint point, int heads, int removed) =>
        new(HookSelector.Of(point.Name), [.. Enumerable.Range(0, heads).Select(head => head == removed ? 0f : 1f)]);
}
