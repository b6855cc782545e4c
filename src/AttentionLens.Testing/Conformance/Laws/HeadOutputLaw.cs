namespace AttentionLens.Testing.Conformance;

/// <summary>A head's output is its pattern times its values.</summary>
internal sealed class HeadOutputLaw : Law
{
    public override string Id => "head-output";

    public override string Demand => "attn.z of query head h is the sum over keys of attn.pattern times attn.v of the key/value head that h reads, h / (heads / key/value heads).";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            HookValue pattern = run[attention.Pattern];
            HookValue values = run[attention.Value];
            HookValue z = run[attention.HeadOutput];
            float[] expected = Mixed(pattern, values, z);
            verdict.Saw();
            int different = (z with { Values = expected }).FirstDifference(z, 2e-5, index => z.IsSeen(subject.Batch, index));
            if (different >= 0)
            {
                verdict.Fail($"{z.Where(different)} holds {Say.Number(z.Values[different])}; expected {Say.Number(expected[different])}, '{pattern.Name}' times '{values.Name}': the heads stand in another order in one of the three, or a value is shown under the wrong name.");
            }
        }
    }

    private static float[] Mixed(HookValue pattern, HookValue values, HookValue z)
    {
        (int heads, int queries, int keys) = (pattern.Shape[1], pattern.Shape[2], pattern.Shape[3]);
        (int shared, int width) = (values.Shape[2], values.Shape[3]);
        float[] expected = new float[z.Values.Length];
        for (int index = 0; index < expected.Length; index++)
        {
            int component = index % width;
            int head = index / width % heads;
            int query = index / width / heads % queries;
            int example = index / width / heads / queries;
            int row = ((((example * heads) + head) * queries) + query) * keys;
            int read = head / (heads / shared);
            double sum = 0;
            for (int key = 0; key < keys; key++)
            {
                sum += (double)pattern.Values[row + key] * values.Values[(((((example * keys) + key) * shared) + read) * width) + component];
            }

            expected[index] = (float)sum;
        }

        return expected;
    }
}
