using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Bert.Tests.Models;

/// <summary>Small BERT models whose weights are all random, biases and scales too, and the batches that tests give them.</summary>
internal static class SmallBert
{
    public static readonly string[] Architectures =
    [
        "BertModel", "BertForMaskedLM", "BertForSequenceClassification", "BertForTokenClassification", "BertForQuestionAnswering",
    ];

    /// <summary>Every architecture that gives logits.</summary>
    public static TheoryData<string> WithLogits => [.. Architectures[1..]];

    public static TheoryData<string> All => [.. Architectures];

    /// <summary>Every hook point of every architecture.</summary>
    public static TheoryData<string, string> Hooks
    {
        get
        {
            TheoryData<string, string> hooks = [];
            foreach (string architecture in Architectures)
            {
                TransformerModel model = Load(architecture);
                foreach (HookPoint hook in model.Hooks)
                {
                    hooks.Add(architecture, hook.Name.Value);
                }

                Dispose(model);
            }

            return hooks;
        }
    }

    public static TransformerModel Load(string architecture)
    {
        using BertFolder folder = new(architecture);
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 5);
        SeededRandom random = new(11);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            bool isScale = parameter.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal);
            float[] values = new float[parameter.Length];
            foreach (ref float value in values.AsSpan())
            {
                value = (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal()));
            }

            parameter.Write(values);
        }

        return model;
    }

    /// <summary>Three examples: one whole, one short with a second segment, one with a hole in its mask.</summary>
    public static IReadOnlyList<LensInput> Inputs { get; } =
    [
        new() { Ids = [2, 5, 9, 16, 1, 3], Label = 2, Labels = [0, 1, 1, -100, 0, -100] },
        new() { Ids = [2, 7, 3, 8], TokenTypes = [0, 0, 1, 1], Label = 0, Labels = [1, 0, -100, 1] },
        new() { Ids = [2, 4, 4, 6, 3], AttentionMask = [true, true, false, true, true], Label = 1, Labels = [-100, -100, 1, 0, 0] },
    ];

    public static InputBatch Batch(LensModel model) => Batch(model, Inputs);

    public static InputBatch Batch(LensModel model, IReadOnlyList<LensInput> inputs) =>
        model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);

    public static ModelRun Run(LensModel model, InputBatch batch, RunPlan plan, ModelState? resumeFrom = null) =>
        model.RunAsync(batch, plan, resumeFrom).AsTask().GetAwaiter().GetResult();

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

    public static float[] Logits(LensModel model, InputBatch batch, RunPlan plan, ModelState? resumeFrom = null)
    {
        using ModelRun run = Run(model, batch, plan, resumeFrom);
        return run.Output.Values.ToArray();
    }

    public static void Dispose(LensModel model) => model.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
