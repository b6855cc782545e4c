using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Samples;

/// <summary>Trains a small BART to translate English sentences into German, on sentences from a grammar that knows which words translate
/// each other. Beside the model it writes a model card and held-out sentences with their alignments.</summary>
public sealed class TranslationRecipe : TrainingRecipe
{
    private const int DefaultSteps = 6000;
    private const double PeakRate = 1.5e-3;
    private const int PublishedSentences = 100;
    private static readonly RecipeTraining Training = new(PeakRate);

    /// <inheritdoc/>
    public override string Name => "translation";

    /// <inheritdoc/>
    public override string Summary =>
        "a small BART that translates English into German, with the true word alignment of each held-out sentence";

    /// <summary>How many sentences of each split are measured; the first of them are published.</summary>
    /// <value>500 by default.</value>
    internal int MeasuredSentences { get; init; } = 500;

    /// <inheritdoc/>
    public override IEnumerable<LensInput> Inputs(ulong seed)
    {
        TranslationCorpus corpus = new(seed);
        return Enumerable.InfiniteSequence(0, 1).SelectMany(corpus.Batch);
    }

    /// <inheritdoc/>
    public override async ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken)
    {
        int steps = RecipeTraining.StepsOf(context, DefaultSteps);
        OutputFiles files = new(context.OutputFolder);
        files.Write("config.json", TranslationConfig.Write(TranslationTokenizer.Vocabulary.Length));
        foreach ((string name, byte[] content) in TranslationTokenizer.Files(TranslationConfig.MaxPositions))
        {
            files.Write(name, content);
        }

        ModelFolder folder = ModelFolder.Open(context.OutputFolder);
        TransformerAdapter adapter = RecipeAdapter.For(folder, context.Adapters);
        TranslationCorpus corpus = new(context.Seed);
        double loss = await Training.RunAsync(context, adapter, folder, steps, corpus.Batch, cancellationToken);

        await using LensModel stored = await adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        TranslationEvaluation evaluation = new((TransformerModel)stored, Tokenizer.Load(folder.Path));
        TranslationResult heldOut = await evaluation.MeasureAsync(
            corpus.Examples(SentenceSplit.HeldOut, MeasuredSentences), cancellationToken);
        TranslationResult unseen = await evaluation.MeasureAsync(
            corpus.Examples(SentenceSplit.UnseenCombination, MeasuredSentences), cancellationToken);
        files.Write(EvaluationFile.Name, TranslationEvaluationFile.Write(("heldout", Published(heldOut)), ("unseen", Published(unseen))));
        files.Write("README.md", TranslationCard.Write(context.Seed, steps, stored.Card, loss, heldOut, unseen));
        return new TrainingOutcome(
        [
            new Measure("held-out accuracy", heldOut.Accuracy, "share of sentences", heldOut.StandardError),
            new Measure("unseen-combination accuracy", unseen.Accuracy, "share of sentences", unseen.StandardError),
            new Measure("held-out token accuracy", heldOut.TokenAccuracy, "share of tokens"),
            new Measure("unseen-combination token accuracy", unseen.TokenAccuracy, "share of tokens"),
            new Measure("training loss", loss, "nats"),
        ]);
    }

    private static ImmutableArray<SentencePair> Published(TranslationResult result) =>
        result.Pairs[..Math.Min(PublishedSentences, result.Pairs.Length)];
}
