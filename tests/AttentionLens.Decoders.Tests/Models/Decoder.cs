using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Models;

/// <summary>Loads and runs decoders, whatever their family.</summary>
internal static class Decoder
{
    private static readonly TransformerAdapter[] Adapters = [new Gpt2Adapter(), new LlamaAdapter()];

    public static TransformerAdapter AdapterOf(ModelFolder folder) => Adapters.Single(adapter => adapter.Match(folder).IsMatch);

    public static TransformerModel Load(string folder)
    {
        ModelFolder opened = ModelFolder.Open(folder);
        return (TransformerModel)AdapterOf(opened).LoadAsync(opened, new ModelLoadOptions()).AsTask().GetAwaiter().GetResult();
    }

    public static InputBatch Batch(LensModel model, params IReadOnlyList<LensInput> inputs) =>
        model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);

    public static ModelRun Run(LensModel model, InputBatch batch, RunPlan plan, ModelState? from = null) =>
        model.RunAsync(batch, plan, from).AsTask().GetAwaiter().GetResult();

    public static float[] Output(LensModel model, InputBatch batch, RunPlan? plan = null, ModelState? from = null)
    {
        using ModelRun run = Run(model, batch, plan ?? RunPlan.OutputOnly, from);
        return run.Output.Values.ToArray();
    }

    public static RunPlan Capture(params IEnumerable<string> patterns) => new() { Capture = [.. patterns.Select(HookSelector.Parse)] };

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 1;
        foreach (float value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(off <= tolerance * largest, $"[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}");
        }
    }
}
