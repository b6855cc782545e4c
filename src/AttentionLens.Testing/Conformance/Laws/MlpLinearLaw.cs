namespace AttentionLens.Testing.Conformance;

/// <summary>The MLP's output is linear in its hidden layer.</summary>
internal sealed class MlpLinearLaw : Law
{
    public override string Id => "mlp-linear";

    public override string Demand => "mlp_out is a linear layer of mlp.post: the outputs of a hidden layer and of its opposite lie around that of zero.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (BlockMap block in subject.Map.Blocks)
        {
            if (block.Find("mlp.post") is not { } hidden || block.Find("mlp_out") is not { } output)
            {
                continue;
            }

            verdict.Saw();
            HookValue plus = await ScaledAsync(subject, hidden, output, 1);
            HookValue minus = await ScaledAsync(subject, hidden, output, -1);
            HookValue zero = await ScaledAsync(subject, hidden, output, 0);
            HookValue middle = plus with { Values = [.. plus.Values.Zip(minus.Values, (a, b) => (float)(((double)a + b) / 2))] };
            int different = Enumerable.Range(0, middle.Values.Length).FirstOrDefault(
                index => !(Math.Abs((double)middle.Values[index] - zero.Values[index]) <= 2e-5 * Math.Max(1e-3, plus.Size)) && plus.IsSeen(subject.Batch, index), -1);
            if (different >= 0)
            {
                verdict.Fail($"{output.Name} is not linear in '{hidden.Name}': at {zero.Where(different)} zero gives {Say.Number(zero.Values[different])} and the mean of a hidden layer's output and its opposite's {Say.Number(middle.Values[different])}; expected the same: mlp.post is what comes behind the activation, and in a gated MLP the product.");
            }
        }
    }

    private static async ValueTask<HookValue> ScaledAsync(Subject subject, HookPoint hidden, HookPoint output, float scale) =>
        (await subject.RunAsync(Plans.Capture(output).With(Plans.Edit(hidden, (_, value) => scale * value))))[output];
}
