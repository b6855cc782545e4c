using AttentionLens;
using AttentionLens.Samples;

[assembly: LensPlugin(typeof(SamplesPlugin))]

namespace AttentionLens.Samples;

/// <summary>Small models that are trained from generated data whose truth is known.</summary>
public sealed class SamplesPlugin : LensPlugin
{
    /// <inheritdoc/>
    public override void Configure(LensPluginBuilder builder)
    {
        builder.AddTrainingRecipe<AgreementRecipe>();
        builder.AddTrainingRecipe<SentimentRecipe>();
        builder.AddTrainingRecipe<ShapesRecipe>();
        builder.AddTrainingRecipe<TranslationRecipe>();
        builder.AddTrainingRecipe<VerbNumberRecipe>();
    }
}
