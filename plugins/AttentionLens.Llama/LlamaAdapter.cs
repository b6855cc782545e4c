using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Llama;

/// <summary>Loads Llama, Mistral and Qwen2 models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>A head is a query head everywhere. Where key/value heads are shared, <c>attn.k</c> and <c>attn.v</c> have fewer heads than the
/// other hook points: query head h reads key/value head h / (heads / key/value heads). Queries and keys are shown before they are rotated.
/// Source: Touvron et al. 2023; Jiang et al. 2023; Yang et al. 2024.</remarks>
public sealed class LlamaAdapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => "llama";

    /// <inheritdoc/>
    public override string Summary => "Llama, Mistral and Qwen2: Model, ForCausalLM, ForSequenceClassification of each";

    /// <inheritdoc/>
    protected override string BasePrefix => LlamaWiring.Prefix;

    // Old checkpoints store the rotary frequencies, which the configuration decides.
    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["layers.*.self_attn.rotary_emb.inv_freq"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => LlamaVariant.TryFind(folder, out LlamaVariant? variant, out string problem)
        ? variant.Architectures.Match(folder)
        : ModelMatch.No(problem);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new LlamaWiring(LlamaConfig.Read(config), config.Folder, weights).Wire();
}
