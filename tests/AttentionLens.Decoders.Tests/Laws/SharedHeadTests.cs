using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>Shared key/value heads are the model whose key/value heads are repeated, once for each query head.</summary>
public sealed class SharedHeadTests : DecoderTest
{
    private const int Heads = 6;
    private const int HeadWidth = 4;

    [Theory]
    [InlineData("llama", 2)]
    [InlineData("llama, one shared head, linear scaling", 1)]
    [InlineData("mistral", 2)]
    [InlineData("qwen2, upper window", 2)]
    public void RunAsync_SharedHeads_EqualsRepeatedHeads(string name, int keyValueHeads)
    {
        Dictionary<string, StoredTensor> stored = [];
        TransformerModel shared = Load(name, tensors => stored = new Dictionary<string, StoredTensor>(tensors, StringComparer.Ordinal));
        System.Text.Json.Nodes.JsonObject config = SmallDecoders.Config(name);
        config["num_key_value_heads"] = Heads;
        TransformerModel repeated = Keep(Keep(new DecoderFolder(config)).Load(tensors => Repeat(tensors, stored, keyValueHeads)));
        InputBatch batch = Decoder.Batch(shared, Inputs);
        RunPlan plan = Decoder.Capture("*.attn.*", "logits") with
        {
            Backward = new BackwardPlan { Objective = new LogitObjective(1), Capture = [HookSelector.Parse("*.attn.{q,k,v}")] },
        };

        using ModelRun few = Decoder.Run(shared, batch, plan);
        using ModelRun many = Decoder.Run(repeated, batch, plan);

        Decoder.AssertClose(many.Output.Values, few.Output.Values, 2e-6);
        foreach (HookPoint hook in shared.Hooks.Where(hook => hook.Name.Value.Contains(".attn.", StringComparison.Ordinal)))
        {
            bool isShared = hook.Kind is HookKind.Key or HookKind.Value;
            float[] values = few.Captured(hook.Name).Values.ToArray();
            Assert.Equal(isShared ? keyValueHeads : Heads, few.Captured(hook.Name).Shape[hook.Spec.IndexOf(Axis.Head)]);
            Decoder.AssertClose(many.Captured(hook.Name).Values, isShared ? Repeated(values, keyValueHeads) : values, 2e-6);
            if (isShared)
            {
                Decoder.AssertClose(few.Gradient(hook.Name).Values, Summed(many.Gradient(hook.Name).Values.ToArray(), keyValueHeads), 2e-6);
            }
        }
    }

    [Fact]
    public void RunAsync_ScalesForSharedHeads_AreAsManyAsTheyAre()
    {
        TransformerModel model = Load("llama");
        InputBatch batch = Decoder.Batch(model, Inputs);
        RunPlan plan = new() { Interventions = [new HeadScale(HookSelector.Parse("blocks.0.attn.v"), [.. Enumerable.Repeat(0f, Heads)])] };

        Assert.Contains("2 heads", Assert.Throws<LensInputException>(() => Decoder.Output(model, batch, plan)).Message, StringComparison.Ordinal);

        plan = plan with { Interventions = [new HeadScale(HookSelector.Parse("blocks.0.attn.v"), [0, 1])] };
        RunPlan heads = plan with { Interventions = [new HeadScale(HookSelector.Parse("blocks.0.attn.z"), [0, 0, 0, 1, 1, 1])] };
        Decoder.AssertClose(Decoder.Output(model, batch, heads), Decoder.Output(model, batch, plan), 2e-6);
    }

    private static void Repeat(Dictionary<string, StoredTensor> tensors, Dictionary<string, StoredTensor> stored, int keyValueHeads)
    {
        foreach ((string name, StoredTensor tensor) in stored)
        {
            bool isShared = name.Contains(".k_proj.", StringComparison.Ordinal) || name.Contains(".v_proj.", StringComparison.Ordinal);
            int copies = isShared ? Heads / keyValueHeads : 1;
            int row = tensor.Values.Length / (int)tensor.Shape[0];
            float[] values = isShared
                ? [.. tensor.Values.Chunk(HeadWidth * row).SelectMany(head => Enumerable.Repeat(head, copies).SelectMany(copy => copy))]
                : tensor.Values;
            tensors[name] = new StoredTensor([tensor.Shape[0] * copies, .. tensor.Shape[1..]], values);
        }
    }

    private static float[] Repeated(float[] values, int keyValueHeads) =>
        [.. values.Chunk(HeadWidth).SelectMany(head => Enumerable.Repeat(head, Heads / keyValueHeads).SelectMany(copy => copy))];

    private static float[] Summed(float[] values, int keyValueHeads) =>
        [.. values.Chunk(HeadWidth * Heads / keyValueHeads).SelectMany(group =>
            Enumerable.Range(0, HeadWidth).Select(index => group.Where((_, place) => place % HeadWidth == index).Sum()))];
}
