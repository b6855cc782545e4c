using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Gpt2;

/// <summary>Loads GPT-2 models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Radford, Wu, Child, Luan, Amodei and Sutskever 2019.</remarks>
public sealed class Gpt2Adapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => "gpt2";

    /// <inheritdoc/>
    public override string Summary => "GPT-2: GPT2Model, GPT2LMHeadModel, GPT2ForSequenceClassification";

    /// <inheritdoc/>
    protected override string BasePrefix => Gpt2Wiring.Prefix;

    // Old checkpoints store the causal mask and the number that masked scores were set to.
    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["h.*.attn.bias", "h.*.attn.masked_bias"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => Gpt2Config.Architectures.Match(folder);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new Gpt2Wiring(Gpt2Config.Read(config), config.Folder, weights).Wire();
}
