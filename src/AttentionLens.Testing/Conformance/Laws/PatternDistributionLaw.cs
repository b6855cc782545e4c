namespace AttentionLens.Testing.Conformance;

/// <summary>Attention rows are distributions.</summary>
internal sealed class PatternDistributionLaw : Law
{
    private const double Tolerance = 1e-5;

    public override string Id => "pattern-distribution";

    public override string Demand => "Every row of an attention pattern whose query is attended to is at least 0 everywhere and sums to 1.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (HookPoint point in subject.Model.Hooks.Where(point => point.Kind == HookKind.Pattern))
        {
            HookValue pattern = run[point];
            int keys = pattern.Shape[^1];
            for (int start = 0; start < pattern.Values.Length; start += keys)
            {
                int row = pattern.Along(Axis.Query, start);
                EncodedExample example = subject.Batch.Examples[pattern.Along(Axis.Batch, start)];
                if (example.InStack(point.Stack).Mask[row])
                {
                    verdict.Saw();
                    Check(verdict, pattern, start, keys);
                }
            }
        }
    }

    private static void Check(Verdict verdict, HookValue pattern, int start, int keys)
    {
        double sum = 0;
        for (int key = 0; key < keys; key++)
        {
            float share = pattern.Values[start + key];
            sum += share;
            if (!(share >= 0))
            {
                verdict.Fail($"{pattern.Where(start + key)} holds {Say.Number(share)}; expected a probability: this is what stands before the softmax, or another value under the pattern's name.");
                return;
            }
        }

        if (!(Math.Abs(sum - 1) <= Tolerance))
        {
            verdict.Fail($"The row of {pattern.Where(start)} sums to {Say.Number(sum)} over its keys; expected 1: the softmax runs over the keys, and nothing scales its result.");
        }
    }
}
