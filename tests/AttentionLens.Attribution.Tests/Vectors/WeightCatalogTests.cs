using System.Numerics.Tensors;

namespace AttentionLens.Tests;

/// <summary>The weights of every family, used under their common names, give what the hook points show.</summary>
public sealed class WeightCatalogTests
{
    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "")]
    [InlineData("bert_mlm", "")]
    [InlineData("gpt2", "")]
    [InlineData("vit", "")]
    [InlineData("llama", "")]
    [InlineData("bart", "encoder.")]
    [InlineData("t5", "encoder.")]
    [InlineData("bart", "decoder.")]
    [InlineData("t5", "decoder.")]
    public async Task Weights_EveryBlock_GiveItsValuesAndSums(string family, string stack)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, reference.Inputs("a")[0], new EncodeOptions())]);
        using ModelRun run = await model.RunAsync(batch, new RunPlan { Capture = [HookSelector.Parse("*")] });
        bool isPreNorm = model.Weights.Find($"{stack}ln_final.w") is not null;
        int layers = model.Hooks.Count(hook => hook.Kind == HookKind.ResidualPre && hook.Name.Value.StartsWith(stack + "blocks", StringComparison.Ordinal));

        Assert.True(layers > 0);
        for (int layer = 0; layer < layers; layer++)
        {
            string block = $"{stack}blocks.{layer}";
            float[] input = Row(run, $"{block}.resid_pre", 1);
            if (isPreNorm)
            {
                Normalize(model, $"{block}.ln1", input);
            }

            foreach ((string hook, string letter) in (ReadOnlySpan<(string, string)>)[("q", "Q"), ("k", "K"), ("v", "V")])
            {
                TensorValue weight = model.Weights.Get($"{block}.attn.W_{letter}").Read();
                for (int head = 0; head < weight.Shape[0]; head++)
                {
                    float[] expected = Row(run, $"{block}.attn.{hook}", 1, head);
                    AssertClose(expected, Applied(weight.Row(head), model.Weights.Find($"{block}.attn.b_{letter}")?.Read().Row(head).ToArray(), input));
                }
            }

            float[] sum = model.Weights.Find($"{block}.attn.b_O")?.Read().Values.ToArray() ?? new float[input.Length];
            TensorValue output = model.Weights.Get($"{block}.attn.W_O").Read();
            for (int head = 0; head < output.Shape[0]; head++)
            {
                TensorPrimitives.Add(sum, Applied(output.Row(head), null, Row(run, $"{block}.attn.z", 1, head)), sum);
            }

            AssertClose(Row(run, $"{block}.attn_out", 1), sum);
            float[] hidden = Row(run, $"{block}.mlp.post", 1);
            AssertClose(
                Row(run, $"{block}.mlp_out", 1),
                Applied(model.Weights.Get($"{block}.mlp.W_out").Read().Values.AsSpan(), model.Weights.Find($"{block}.mlp.b_out")?.Read().Values.ToArray(), hidden));
        }
    }

    private static void Normalize(LensModel model, string name, float[] row)
    {
        AttentionLens.Attribution.NormMap norm = AttentionLens.Attribution.NormMap.Read(model, name);
        norm.Apply(row, norm.InverseDeviation(row));
        if (norm.Shift is not null)
        {
            TensorPrimitives.Add(row, norm.Shift, row);
        }
    }

    private static float[] Row(ModelRun run, string hook, int position, int head = 0)
    {
        LensTensor tensor = run.Captured(HookName.Parse(hook));
        int width = tensor.Shape[^1];
        int heads = tensor.Shape.Length == 4 ? tensor.Shape[2] : 1;
        return tensor.Values.Slice(((position * heads) + head) * width, width).ToArray();
    }

    private static float[] Applied(ReadOnlySpan<float> matrix, float[]? bias, float[] row)
    {
        float[] result = bias ?? new float[matrix.Length / row.Length];
        for (int input = 0; input < row.Length; input++)
        {
            TensorPrimitives.MultiplyAdd(matrix.Slice(input * result.Length, result.Length), row[input], result, result);
        }

        return result;
    }

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6 * Math.Max(1, expected.Max(Math.Abs)) * 4));
}
