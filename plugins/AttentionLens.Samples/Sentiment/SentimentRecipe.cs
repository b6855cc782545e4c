using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Trains a small BERT to tell whether a review praises or blames, on reviews from a grammar that knows which words decide.
/// Beside the model it writes a model card and held-out reviews with the places of their deciding words.</summary>
public sealed class SentimentRecipe : TrainingRecipe
{
    private const int DefaultSteps = 3000;
    private const double PeakRate = 5e-4;
    private const int PublishedReviews = 100;
    private static readonly RecipeTraining Training = new(PeakRate);

    /// <inheritdoc/>
    public override string Name => "sentiment";

    /// <inheritdoc/>
    public override string Summary =>
        "a small BERT that tells positive from negative reviews, with the words that decide each held-out review";

    /// <summary>How many reviews of each split are measured, at least as many as are published.</summary>
    /// <value>1000 by default.</value>
    internal int MeasuredReviews { get; init; } = 1000;

    /// <inheritdoc/>
    public override IEnumerable<LensInput> Inputs(ulong seed)
    {
        SentimentCorpus corpus = new(seed);
        return Enumerable.InfiniteSequence(0, 1).SelectMany(corpus.Batch);
    }

    /// <inheritdoc/>
    public override async ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken)
    {
        int steps = RecipeTraining.StepsOf(context, DefaultSteps);
        ImmutableArray<string> vocabulary = WordPieceVocabulary.Build(ReviewLexicon.Words);
        OutputFiles files = new(context.OutputFolder);
        files.Write("config.json", SentimentConfig.Write(vocabulary.Length));
        foreach ((string name, byte[] content) in WordPieceFiles.Of(vocabulary, SentimentConfig.MaxPositions))
        {
            files.Write(name, content);
        }

        ModelFolder folder = ModelFolder.Open(context.OutputFolder);
        TransformerAdapter adapter = RecipeAdapter.For(folder, context.Adapters);
        SentimentCorpus corpus = new(context.Seed);
        double loss = await Training.RunAsync(context, adapter, folder, steps, corpus.Batch, cancellationToken);

        await using LensModel stored = await adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        SentimentResult heldOut = await MeasureAsync(stored, corpus, ReviewSplit.HeldOut, cancellationToken);
        SentimentResult unseen = await MeasureAsync(stored, corpus, ReviewSplit.UnseenCombination, cancellationToken);
        files.Write(
            EvaluationFile.Name,
            EvaluationFile.Write(("heldout", heldOut.Reviews[..PublishedReviews]), ("unseen", unseen.Reviews[..PublishedReviews])));
        files.Write("README.md", SentimentCard.Write(context.Seed, steps, stored.Card, loss, heldOut, unseen));
        return new TrainingOutcome(
        [
            new Measure("held-out accuracy", heldOut.Accuracy, "share of reviews", heldOut.StandardError),
            new Measure("unseen-combination accuracy", unseen.Accuracy, "share of reviews", unseen.StandardError),
            new Measure("training loss", loss, "nats"),
        ]);
    }

    private ValueTask<SentimentResult> MeasureAsync(
        LensModel model, SentimentCorpus corpus, ReviewSplit split, CancellationToken cancellationToken) =>
        SentimentEvaluation.MeasureAsync(model, corpus.Examples(split, MeasuredReviews), cancellationToken);
}
