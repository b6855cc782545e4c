using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Encoders.Tests;

/// <summary>Small models whose weights are all random, biases and scales too, and shorthands to run them.</summary>
internal static class TestModel
{
    public static TransformerModel Load(TransformerAdapter adapter, JsonObject config, ulong seed = 11)
    {
        using TestFolder folder = new(config);
        TransformerModel model = adapter.Initialize(folder.Open(), 5);
        SeededRandom random = new(seed);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            bool isScale = parameter.Name.Contains("norm", StringComparison.OrdinalIgnoreCase) && parameter.Name.EndsWith("weight", StringComparison.Ordinal);
            float[] values = new float[parameter.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal()));
            }

            parameter.Write(values);
        }

        return model;
    }

    public static async Task<TransformerModel> LoadAsync(TransformerAdapter adapter, string path) =>
        (TransformerModel)await adapter.LoadAsync(ModelFolder.Open(path), new ModelLoadOptions());

    public static InputBatch Batch(LensModel model, IReadOnlyList<LensInput> inputs) =>
        model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);

    public static ModelRun Run(LensModel model, InputBatch batch, RunPlan plan, ModelState? resumeFrom = null) =>
        model.RunAsync(batch, plan, resumeFrom).AsTask().GetAwaiter().GetResult();

    public static float[] Output(LensModel model, InputBatch batch, RunPlan plan, ModelState? resumeFrom = null)
    {
        using ModelRun run = Run(model, batch, plan, resumeFrom);
        return run.Output.Values.ToArray();
    }

    public static RunPlan Capture(params ReadOnlySpan<string> patterns) => new() { Capture = Selectors(patterns) };

    public static ImmutableArray<HookSelector> Selectors(params ReadOnlySpan<string> patterns)
    {
        ImmutableArray<HookSelector>.Builder selectors = ImmutableArray.CreateBuilder<HookSelector>(patterns.Length);
        foreach (string pattern in patterns)
        {
            selectors.Add(HookSelector.Parse(pattern));
        }

        return selectors.DrainToImmutable();
    }

    public static float[] Weight(TransformerModel model, string name)
    {
        Parameter parameter = model.Parameters.First(parameter => parameter.Name == name);
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        return values;
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(off <= tolerance * Math.Max(1, Math.Abs(expected[index])), $"[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}");
        }
    }

    public static string AssertRefused(Action action, params string[] named)
    {
        string message = Assert.ThrowsAny<LensInputException>(action).Message;
        Assert.DoesNotContain('\n', message);
        Assert.All(named, part => Assert.Contains(part, message, StringComparison.Ordinal));
        return message;
    }
}
