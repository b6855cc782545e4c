using AttentionLens;
using AttentionLens.Llama;

[assembly: LensPlugin(typeof(LlamaPlugin))]

namespace AttentionLens.Llama;

/// <summary>The Llama family: Llama, Mistral and Qwen2.</summary>
public sealed class LlamaPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<LlamaAdapter>();
}
