namespace AttentionLens.Testing.Conformance;

/// <summary>The pattern is the softmax of the scores.</summary>
internal sealed class PatternIsSoftmaxLaw : Law
{
    private const double Tolerance = 2e-5;

    public override string Id => "pattern-is-softmax";

    public override string Demand => "The attention pattern is the softmax of the attention scores over the keys.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            HookValue scores = run[attention.Scores];
            HookValue pattern = run[attention.Pattern];
            int keys = pattern.Shape[^1];
            for (int start = 0; start < pattern.Values.Length; start += keys)
            {
                EncodedExample example = subject.Batch.Examples[pattern.Along(Axis.Batch, start)];
                if (example.InStack(attention.Pattern.Stack).Mask[pattern.Along(Axis.Query, start)])
                {
                    verdict.Saw();
                    Check(verdict, scores, pattern, start, keys);
                }
            }
        }
    }

    private static void Check(Verdict verdict, HookValue scores, HookValue pattern, int start, int keys)
    {
        double largest = double.NegativeInfinity;
        for (int key = 0; key < keys; key++)
        {
            largest = Math.Max(largest, scores.Values[start + key]);
        }

        double sum = 0;
        for (int key = 0; key < keys; key++)
        {
            sum += Math.Exp(scores.Values[start + key] - largest);
        }

        for (int key = 0; key < keys; key++)
        {
            double expected = Math.Exp(scores.Values[start + key] - largest) / sum;
            if (!(Math.Abs(pattern.Values[start + key] - expected) <= Tolerance))
            {
                verdict.Fail($"{pattern.Where(start + key)} holds {Say.Number(pattern.Values[start + key])}; expected {Say.Number(expected)}, the softmax of '{scores.Name}': scores are shown scaled, with position biases and the mask in them, and the pattern before dropout.");
                return;
            }
        }
    }
}
