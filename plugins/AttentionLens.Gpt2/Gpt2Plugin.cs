using AttentionLens;
using AttentionLens.Gpt2;

[assembly: LensPlugin(typeof(Gpt2Plugin))]

namespace AttentionLens.Gpt2;

/// <summary>The GPT-2 family.</summary>
public sealed class Gpt2Plugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<Gpt2Adapter>();
}
