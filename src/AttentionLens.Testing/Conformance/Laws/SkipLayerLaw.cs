using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>A skipped block is not there.</summary>
internal sealed class SkipLayerLaw : Law
{
    public override string Id => "skip-layer";

    public override string Demand => "A block that is skipped hands on what it was given, for the whole batch or for one example alone, and what the other examples hold stays as it is.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (BlockMap block in subject.Map.Blocks)
        {
            if (block.Find("resid_pre") is { } before && block.Find("resid_post") is { } after && after.Capabilities.HasFlag(HookCapabilities.Edit))
            {
                await CheckAsync(subject, verdict, before, after);
            }
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, HookPoint before, HookPoint after)
    {
        RunPlan plan = Plans.Capture(before, after);
        SkipLayer skip = new(HookSelector.Of(after.Name));
        HookValue plain = (await subject.RunAsync(plan))[after];
        int examples = subject.Batch.Size;
        foreach (int row in (int[])[-1, examples - 1])
        {
            verdict.Saw();
            RunPlan changed = row < 0
                ? plan.With(skip)
                : plan with { RowInterventions = [.. Enumerable.Range(0, examples).Select(example => example == row ? (ImmutableArray<Intervention>)[skip] : [])] };
            Recording run = await subject.RunAsync(changed);
            bool IsSkipped(int index) => row < 0 || run[after].Along(Axis.Batch, index) == row;
            HookValue expected = plain with { Values = [.. plain.Values.Select((value, index) => IsSkipped(index) ? run[before].Values[index] : value)] };
            if (expected.FirstDifference(run[after], 0) is >= 0 and int different)
            {
                string who = row < 0 ? "all examples" : $"example {row}";
                string why = IsSkipped(different) ? $"what the block was given at '{before.Name}'" : "what it is where no block is skipped";
                verdict.Fail($"With the block skipped for {who}, {expected.Where(different)} is {Say.Number(run[after].Values[different])}; expected {Say.Number(expected.Values[different])}, {why}.");
                return;
            }
        }
    }
}
