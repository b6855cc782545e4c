namespace AttentionLens.Testing.Conformance;

/// <summary>Causal is what says it is, and only that.</summary>
internal sealed class CausalMaskLaw : Law
{
    public override string Id => "causal-mask";

    public override string Demand => "Where a hook point is causal no query attends to a later key, where it is not some does, and in a causal stack no later position changes an earlier one.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (HookPoint point in subject.Model.Hooks.Where(point => point.Kind == HookKind.Pattern && point.KeyStack == point.Stack))
        {
            Check(subject, verdict, point, run[point]);
        }

        foreach (string stack in subject.Map.Stacks)
        {
            BlockMap[] blocks = [.. subject.Map.Blocks.Where(block => block.Stack == stack)];
            bool isCausal = blocks.All(block => block.Find("attn.pattern") is { IsCausal: true });
            if (isCausal && blocks[0].Find("resid_pre") is { } first && blocks[^1].Find("resid_post") is { } last)
            {
                await CheckStackAsync(subject, verdict, first, last);
            }
        }
    }

    private static void Check(Subject subject, Verdict verdict, HookPoint point, HookValue pattern)
    {
        bool looksAhead = false;
        bool couldLook = false;
        for (int index = 0; index < pattern.Values.Length; index++)
        {
            if (pattern.Along(Axis.Key, index) <= pattern.Along(Axis.Query, index) || !pattern.IsSeen(subject.Batch, index))
            {
                continue;
            }

            couldLook = true;
            looksAhead |= pattern.Values[index] != 0;
            if (point.IsCausal && pattern.Values[index] != 0)
            {
                verdict.Fail($"{pattern.Where(index)} gives {Say.Number(pattern.Values[index])} to a later key, though the hook point is causal; expected 0: the causal mask is missing.");
                break;
            }
        }

        verdict.Saw();
        if (couldLook && !looksAhead && !point.IsCausal)
        {
            verdict.Fail($"No query of '{point.Name}' attends to a later key, though HookPoint.IsCausal is false; set it, so that analyses know what cannot be.");
        }
    }

    private static async ValueTask CheckStackAsync(Subject subject, Verdict verdict, HookPoint first, HookPoint last)
    {
        RunPlan plan = Plans.Capture(last);
        HookValue before = (await subject.RunAsync(plan.With(Plans.Nothing(first))))[last];
        HookValue shape = (await subject.EverythingAsync())[first];
        int changed = subject.Batch.Examples[0].InStack(first.Stack).Tokens.Length - 1;
        HookValue after = (await subject.RunAsync(
            plan.With(Plans.Edit(first, (index, value) => shape.Along(Axis.Position, index) == changed ? value + Noise.At(index) : value))))[last];
        verdict.Saw();
        int different = before.FirstDifference(after, 1e-6, index => before.Along(Axis.Position, index) < changed && before.IsSeen(subject.Batch, index));
        if (different >= 0)
        {
            verdict.Fail($"An edit of '{first.Name}' at position {changed} changed {before.Where(different)}; expected no earlier position to change in a causal stack.");
        }
    }
}
