using AttentionLens.Numerics;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>What is done to sound models and values.</summary>
internal static class Broken
{
    /// <summary>A model that breaks a law.</summary>
    public static BrokenModel For(string law, LensModel sound)
    {
        int captures = 0;
        bool recomputes = false;
        return law switch
        {
            "inputs-encoded" => new BrokenModel(sound) { ChangeInputs = inputs => new UnmaskedInputs(inputs) },
            "shapes" => At(sound, "blocks.0.mlp.pre", tensor => new ArrayTensor(tensor.Spec, [tensor.Values.Length], tensor.Values.ToArray())),
            "logits-are-output" => At(sound, "logits", tensor => ScaledBy(1.0001f, tensor)),
            "embeddings" => At(sound, "embed", tensor => ScaledBy(2, tensor)),
            "pattern-is-softmax" => At(sound, "blocks.0.attn.scores", tensor => ScaledBy(1.5f, tensor)),
            "head-results" => At(sound, "blocks.0.attn.result", tensor => ScaledBy(1.01f, tensor)),
            "stream-sums" => At(sound, "blocks.1.resid_mid", tensor => ScaledBy(1.01f, tensor)),
            "head-scale" => Without<HeadScale>(sound),
            "observation" => new BrokenModel(sound)
            {
                ChangePlan = plan =>
                {
                    captures = plan.Capture.Length == 1 && plan.Capture[0].ToString() == "*" ? sound.Hooks.Count : plan.Capture.Length;
                    return plan;
                },
                ChangeValue = (point, tensor) => point.Name.Value == "blocks.0.mlp_out" && captures == 1 ? ScaledBy(1.01f, tensor) : tensor,
            },
            "batch" => At(sound, "blocks.0.mlp_out", tensor => ScaledBy(1 + (1e-3f * tensor.Shape[0]), tensor)),
            "padding-right" => At(sound, "blocks.0.mlp_out", tensor => ScaledBy(1 + (1e-3f * tensor.Shape[1]), tensor)),
            "resume" => new BrokenModel(sound) { ChangeStage = _ => 0 },
            "knockout" => Without<AttentionKnockout>(sound),
            "patch" => Without<PatchFrom>(sound),
            "skip-layer" => Without<SkipLayer>(sound),
            "last-stage" => new BrokenModel(sound) { ChangePlan = plan => plan with { LastStage = null } },
            "recompute" => new BrokenModel(sound)
            {
                ChangePlan = plan =>
                {
                    recomputes = plan.Recompute;
                    return plan;
                },
                ChangeGradient = (point, tensor) => recomputes && point.Name.Value == "blocks.0.mlp_out" ? ScaledBy(1.001f, tensor) : tensor,
            },
            "threads" => At(sound, "ln_final", tensor => ScaledBy(1 + (1e-6f * ThreadTeam.Size), tensor)),
            "nothing-left" => new BrokenModel(sound) { IgnoresCancellation = true },
            _ => throw new ArgumentOutOfRangeException(nameof(law), law, "Nothing is broken for this law."),
        };
    }

    public static EncodedExample Unmasked(EncodedExample example) =>
        new(example.Index, example.Input, example.Tokens, example.TokenTypes, [.. example.Mask.Select(_ => true)]);

    public static ArrayTensor ScaledBy(float factor, LensTensor tensor) =>
        new(tensor.Spec, tensor.Shape.ToArray(), [.. tensor.Values.ToArray().Select(value => factor * value)]);

    /// <summary>[batch, head, query, key] with the last head first.</summary>
    public static ArrayTensor HeadsReversed(LensTensor tensor)
    {
        float[] values = tensor.Values.ToArray();
        (int heads, int each) = (tensor.Shape[1], tensor.Shape[2] * tensor.Shape[3]);
        IEnumerable<float> reversed = values.Chunk(heads * each).SelectMany(example => example.Chunk(each).Reverse().SelectMany(matrix => matrix));
        return new ArrayTensor(tensor.Spec, tensor.Shape.ToArray(), [.. reversed]);
    }

    private static BrokenModel Without<T>(LensModel sound)
        where T : Intervention => new(sound)
        {
            ChangePlan = plan => plan with { Interventions = [.. plan.Interventions.Where(intervention => intervention is not T)] },
        };

    private static BrokenModel At(LensModel sound, string name, Func<LensTensor, LensTensor> change) =>
        new(sound) { ChangeValue = (point, tensor) => point.Name.Value == name ? change(tensor) : tensor };

    private sealed class UnmaskedInputs(InputProcessor sound) : InputProcessor
    {
        public override int? MaxLength => sound.MaxLength;

        public override EncodedExample Encode(long index, LensInput input, EncodeOptions options) => sound.Encode(index, input, options);

        public override InputBatch Collate(IReadOnlyList<EncodedExample> examples) =>
            new([.. sound.Collate(examples).Examples.Select(Unmasked)]);
    }
}
