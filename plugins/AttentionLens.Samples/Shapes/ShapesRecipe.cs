using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Trains a small ViT to name the form of the one red shape among shapes of other colours, on scenes that are drawn for it.
/// Beside the model it writes a model card and held-out images with the place of the shape that decides.</summary>
public sealed class ShapesRecipe : TrainingRecipe
{
    private const int DefaultSteps = 6000;
    private const double PeakRate = 1e-3;
    private static readonly RecipeTraining Training = new(PeakRate);

    /// <inheritdoc/>
    public override string Name => "shapes";

    /// <inheritdoc/>
    public override string Summary =>
        "a small ViT that names the form of the one red shape of an image, with the patches that decide each held-out image";

    /// <summary>How many scenes of each split are measured.</summary>
    /// <value>1000 by default.</value>
    internal int MeasuredScenes { get; init; } = 1000;

    /// <summary>How many of them are written as evaluation images.</summary>
    /// <value>100 by default.</value>
    internal int PublishedScenes { get; init; } = 100;

    /// <inheritdoc/>
    public override async ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken)
    {
        int steps = RecipeTraining.StepsOf(context, DefaultSteps);
        OutputFiles files = new(context.OutputFolder);
        files.Write("config.json", ShapesConfig.Write());
        files.Write("preprocessor_config.json", ShapesConfig.WritePreprocessing());
        ModelFolder folder = ModelFolder.Open(context.OutputFolder);
        TransformerAdapter adapter = RecipeAdapter.For(folder, context.Adapters);
        ShapesCorpus corpus = new(context.Seed);
        double loss = await Training.RunAsync(context, adapter, folder, steps, corpus.Batch, cancellationToken);

        await using LensModel stored = await adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        ShapesResult heldOut = await MeasureAsync(stored, corpus, SceneSplit.HeldOut, cancellationToken);
        ShapesResult unseen = await MeasureAsync(stored, corpus, SceneSplit.UnseenCombination, cancellationToken);
        foreach ((string name, byte[] content) in ShapesEvaluationFiles.Write(
            ("heldout", heldOut.Scenes[..PublishedScenes]), ("unseen", unseen.Scenes[..PublishedScenes])))
        {
            files.Write(name, content);
        }

        files.Write("README.md", ShapesCard.Write(context.Seed, steps, stored.Card, loss, heldOut, unseen, PublishedScenes));
        return new TrainingOutcome(
        [
            new Measure("held-out accuracy", heldOut.Accuracy, "share of images", heldOut.StandardError),
            new Measure("unseen-combination accuracy", unseen.Accuracy, "share of images", unseen.StandardError),
            new Measure("training loss", loss, "nats"),
        ]);
    }

    private ValueTask<ShapesResult> MeasureAsync(
        LensModel model, ShapesCorpus corpus, SceneSplit split, CancellationToken cancellationToken) =>
        ShapesEvaluation.MeasureAsync(model, corpus.Examples(split, MeasuredScenes), cancellationToken);
}
