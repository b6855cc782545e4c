using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Samples;

/// <summary>Trains a small BERT to tell a verb's number from the words before it. Beside the model it writes a model card and held-out
/// sentences with the place of the noun that decides.</summary>
public sealed class VerbNumberRecipe : TrainingRecipe
{
    private const int DefaultSteps = 500;
    private const double PeakRate = 5e-4;
    private const int PublishedSentences = 16;
    private static readonly RecipeTraining Training = new(PeakRate);

    /// <inheritdoc/>
    public override string Name => "verb-number";

    /// <inheritdoc/>
    public override string Summary => "a small BERT that tells the number of a verb from the words before it, with the noun that decides";

    /// <summary>How many sentences of each construction are measured.</summary>
    /// <value>200 by default.</value>
    internal int MeasuredSentences { get; init; } = 200;

    /// <inheritdoc/>
    public override IEnumerable<LensInput> Inputs(ulong seed)
    {
        VerbNumberCorpus corpus = new(seed);
        return Enumerable.InfiniteSequence(0, 1).SelectMany(corpus.Batch);
    }

    /// <inheritdoc/>
    public override async ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken)
    {
        int steps = RecipeTraining.StepsOf(context, DefaultSteps);
        VerbNumberCorpus corpus = new(context.Seed);
        OutputFiles files = new(context.OutputFolder);
        foreach ((string name, byte[] content) in VerbNumberFiles.Of(corpus.HeldOut(PublishedSentences)))
        {
            files.Write(name, content);
        }

        ModelFolder folder = ModelFolder.Open(context.OutputFolder);
        TransformerAdapter adapter = RecipeAdapter.For(folder, context.Adapters);
        double loss = await Training.RunAsync(context, adapter, folder, steps, corpus.Batch, cancellationToken);

        await using LensModel stored = await adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        ImmutableArray<AgreementSentence> sentences = corpus.HeldOut(MeasuredSentences);
        ImmutableArray<int> predictions = await SentimentEvaluation.PredictAsync(
            stored, [.. sentences.Select(sentence => sentence.BeforeVerb.Text)], cancellationToken);
        AgreementResult result = new(
            sentences, [.. sentences.Select((sentence, index) => VerbNumberCorpus.LabelOf(sentence) == predictions[index])]);
        AgreementResult opposite = result.Where(sentence => sentence.OppositeAttractors > 0);
        files.Write("README.md", VerbNumberCard.Write(context.Seed, steps, stored.Card, loss, result));
        return new TrainingOutcome(
        [
            new Measure("held-out accuracy", result.Accuracy, "share of sentences", result.StandardError),
            new Measure("accuracy past opposite numbers", opposite.Accuracy, "share of sentences", opposite.StandardError),
            new Measure("training loss", loss, "nats"),
        ]);
    }
}
