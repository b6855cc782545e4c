using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.T5;

/// <summary>The MLP of a block.</summary>
/// <param name="Width">The width of its hidden layer.</param>
/// <param name="IsGated">Whether it has a gate, as in version 1.1.</param>
/// <param name="Activation">What the hidden layer, or the gate, goes through.</param>
internal sealed record T5MlpShape(int Width, bool IsGated, ActivationKind Activation)
{
    private const string GatePrefix = "gated-";

    public static T5MlpShape Read(ModelConfig config)
    {
        Dictionary<string, (bool IsGated, string Activation)> projections = new(StringComparer.Ordinal);
        foreach (string name in ActivationNames.All.Keys)
        {
            projections.Add(name, (false, name));

            // The name of version 1.1 was given before its GELU was known to be the approximate one.
            projections.Add(GatePrefix + name, (true, name == "gelu" ? "gelu_new" : name));
        }

        (bool isGated, string activation) = config.Choice("feed_forward_proj", projections, "relu");
        return new T5MlpShape(
            config.Integer("d_ff", 1, 1 << 24),
            config.Flag("is_gated_act", isGated),
            config.Choice("dense_act_fn", ActivationNames.All, activation));
    }
}
