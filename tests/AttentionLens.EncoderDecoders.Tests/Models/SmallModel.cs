using System.Text.Json.Nodes;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.EncoderDecoders.Tests.Models;

/// <summary>Small models whose weights are all random, biases and scales too, and the inputs that tests give them.</summary>
internal static class SmallModel
{
    public static readonly string[] WithTwoStacks = ["bart", "marian", "t5", "t5 tied", "bart headless", "marian headless", "t5 headless"];

    public static TheoryData<string> TwoStacks => [.. WithTwoStacks];

    public static TheoryData<string> All => [.. WithTwoStacks, "t5 encoder"];

    public static TheoryData<string> WithLogits => [.. WithTwoStacks[..4]];

    /// <summary>Three examples of other lengths on each side; the last has a hole in its mask.</summary>
    public static IReadOnlyList<LensInput> Inputs { get; } =
    [
        new() { Ids = [5, 9, 16, 4, 3, 8, 20], DecoderIds = [2, 7, 11], Labels = [7, 11, 4] },
        new() { Ids = [7, 3, 8], DecoderIds = [2, 6, 19, 12, 3], Labels = [6, 19, -100, 3, -100] },
        new() { Ids = [4, 6, 6, 21, 3], AttentionMask = [true, true, false, true, true], DecoderIds = [2], Labels = [9] },
    ];

    public static TransformerModel Load(string variant, params ReadOnlySpan<(string Key, JsonNode? Value)> changes)
    {
        using SmallFolder folder = new(variant, changes);
        TransformerModel model = Family.Adapter(folder.Family).Initialize(folder.Open(), 5);
        SeededRandom random = new(11);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            bool isScale = parameter.Name.EndsWith("norm.weight", StringComparison.Ordinal);
            float[] values = new float[parameter.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal()));
            }

            parameter.Write(values);
        }

        return model;
    }

    /// <summary>The inputs that a model takes: a model with one stack has nothing for a decoder.</summary>
    public static IReadOnlyList<LensInput> InputsOf(LensModel model) => HasDecoder(model)
        ? Inputs
        : [.. Inputs.Select(input => input with { DecoderIds = default, Labels = default })];

    public static InputBatch Batch(LensModel model) => Family.Batch(model, InputsOf(model));

    public static bool HasDecoder(LensModel model) => model.Hooks.Any(hook => hook.Stack == "decoder");

    public static float[] Output(LensModel model, InputBatch batch, RunPlan? plan = null, ModelState? resumeFrom = null)
    {
        using ModelRun run = Run(model, batch, plan ?? RunPlan.OutputOnly, resumeFrom);
        return run.Output.Values.ToArray();
    }

    public static ModelRun Run(LensModel model, InputBatch batch, RunPlan plan, ModelState? resumeFrom = null) =>
        model.RunAsync(batch, plan, resumeFrom).AsTask().GetAwaiter().GetResult();

    public static RunPlan Capture(string pattern) => new() { Capture = [HookSelector.Parse(pattern)] };

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs((double)expected[index] - actual[index]);
            Assert.True(off <= tolerance * Math.Max(1, Math.Abs(expected[index])), $"{what}[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}");
        }
    }

    public static string AssertRefused(Action action, params ReadOnlySpan<string> named)
    {
        string message = Assert.ThrowsAny<LensInputException>(action).Message;
        Assert.DoesNotContain('\n', message);
        foreach (string part in named)
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }

        return message;
    }
}
