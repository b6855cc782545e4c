using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Trains a small GPT-2 on sentences whose verbs agree with their subjects, past other nouns, and on random words that come
/// twice, the second time to be foretold. Beside the model it writes a model card and held-out inputs with the place of what decides.</summary>
public sealed class AgreementRecipe : TrainingRecipe
{
    private const int DefaultSteps = 8000;
    private const double PeakRate = 2e-3;
    private const int PublishedSentences = 16;
    private const int PublishedSequences = 50;
    private const int MeasuredSequences = 200;
    private static readonly RecipeTraining Training = new(PeakRate)
    {
        Optimizer = new AdamWOptions { Beta2 = 0.98f },
        ElementType = CheckpointElementType.F16,
        Begin = SinusoidalStart.Write,
    };

    /// <inheritdoc/>
    public override string Name => "agreement";

    /// <inheritdoc/>
    public override string Summary =>
        "a small GPT-2 whose verbs agree with their subjects past other nouns, and that continues what it has read before";

    /// <summary>How many sentences of each construction are measured, at least as many as are published.</summary>
    /// <value>200 by default.</value>
    internal int MeasuredSentences { get; init; } = 200;

    /// <inheritdoc/>
    public override async ValueTask<TrainingOutcome> TrainAsync(TrainingContext context, CancellationToken cancellationToken)
    {
        int steps = RecipeTraining.StepsOf(context, DefaultSteps);
        AgreementCorpus corpus = new(context.Seed);
        OutputFiles files = new(context.OutputFolder);
        foreach ((string name, byte[] content) in AgreementFiles.Of(corpus, PublishedSentences, PublishedSequences))
        {
            files.Write(name, content);
        }

        ModelFolder folder = ModelFolder.Open(context.OutputFolder);
        TransformerAdapter adapter = RecipeAdapter.For(folder, context.Adapters);
        double loss = await Training.RunAsync(context, adapter, folder, steps, corpus.Batch, cancellationToken);

        await using LensModel stored = await adapter.LoadAsync(folder, new ModelLoadOptions(), null, cancellationToken);
        AgreementResult agreement = await AgreementEvaluation.MeasureAsync(stored, corpus.HeldOut(MeasuredSentences), cancellationToken);
        AgreementResult opposite = agreement.Where(sentence => sentence.OppositeAttractors > 0);
        ImmutableArray<RepeatedSequence> sequences = corpus.Repeated(MeasuredSequences);
        InductionResult induction = await InductionEvaluation.MeasureAsync(stored, sequences, [], cancellationToken);
        InductionResult removed = await InductionEvaluation.MeasureAsync(
            stored, sequences, PreviousTokenAblation.Strongest(induction.Heads), cancellationToken);
        InductionResult control = await InductionEvaluation.MeasureAsync(
            stored, sequences, PreviousTokenAblation.Control(induction.Heads), cancellationToken);
        files.Write("README.md", AgreementCard.Write(context.Seed, steps, stored.Card, loss, agreement, induction, removed, control));
        return new TrainingOutcome(
        [
            new Measure("held-out agreement", agreement.Accuracy, "share of sentences", agreement.StandardError),
            new Measure("agreement past opposite numbers", opposite.Accuracy, "share of sentences", opposite.StandardError),
            new Measure("second-copy accuracy", induction.Accuracy, "share of words"),
            new Measure("best induction score", induction.BestInduction.Induction, "probability"),
            new Measure("best previous-token score", induction.BestPrevious.Previous, "probability"),
            new Measure("training loss", loss, "nats"),
        ]);
    }
}
