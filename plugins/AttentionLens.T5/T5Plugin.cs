using AttentionLens;
using AttentionLens.T5;

[assembly: LensPlugin(typeof(T5Plugin))]

namespace AttentionLens.T5;

/// <summary>The T5 family.</summary>
public sealed class T5Plugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder) => builder.AddModelAdapter<T5Adapter>();
}
