using AttentionLens;
using AttentionLens.Heads;

[assembly: LensPlugin(typeof(HeadsPlugin))]

namespace AttentionLens.Heads;

/// <summary>What each attention head does: the measures of its pattern over all examples, and the roles that they show.</summary>
public sealed class HeadsPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddAnalyzer<HeadMeasuresAnalyzer>();
        builder.AddAnalyzer<AlignmentAnalyzer>();
        builder.AddAnalyzer<HeadMapAnalyzer>();
        builder.AddAnalyzer<CompositionAnalyzer>();
        builder.AddAnalyzer<SpectraAnalyzer>();
    }
}
