namespace AttentionLens.Testing.Conformance;

/// <summary>Heads' results add up to the attention output.</summary>
internal sealed class HeadResultsLaw : Law
{
    public override string Id => "head-results";

    public override string Demand => "attn_out less the sum of attn.result over the heads is one and the same bias at every position.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            HookValue results = run[attention.HeadResult];
            HookValue output = run[attention.Output];
            double allowed = 3e-5 * Math.Max(output.Size, results.Size);
            double[] rest = Rest(results, output);
            int width = output.Shape[^1];
            int first = Enumerable.Range(0, rest.Length).First(index => output.IsSeen(subject.Batch, index));
            verdict.Saw();
            for (int index = 0; index < rest.Length; index++)
            {
                double expected = rest[first - (first % width) + (index % width)];
                if (!(Math.Abs(rest[index] - expected) <= allowed) && output.IsSeen(subject.Batch, index))
                {
                    verdict.Fail($"{output.Where(index)}, less the sum of '{results.Name}' over the heads, is {Say.Number(rest[index])}, but {Say.Number(expected)} at {output.Where(first)}; expected the same bias at both: a head's result is its attn.z times its own slice of W_O.");
                    break;
                }
            }
        }
    }

    private static double[] Rest(HookValue results, HookValue output)
    {
        (int heads, int width) = (results.Shape[2], results.Shape[3]);
        double[] rest = [.. output.Values.Select(value => (double)value)];
        for (int index = 0; index < results.Values.Length; index++)
        {
            int row = index / width / heads;
            rest[(row * width) + (index % width)] -= results.Values[index];
        }

        return rest;
    }
}
