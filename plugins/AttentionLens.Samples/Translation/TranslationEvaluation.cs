using System.Collections.Immutable;
using System.Numerics.Tensors;
using AttentionLens.Models;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Samples;

/// <summary>Measures a model on sentences.</summary>
/// <param name="model">The model.</param>
/// <param name="tokenizer">Its tokenizer.</param>
internal sealed class TranslationEvaluation(TransformerModel model, Tokenizer tokenizer)
{
    private const int BatchSize = 50;

    private readonly TextGenerator _generator = new(model);

    private readonly GenerationOptions _options = new()
    {
        MostTokens = TranslationConfig.MaxPositions,
        EndIds = [TranslationTokenizer.IdOf(TranslationTokenizer.End)],
    };

    /// <summary>What the model makes of sentences.</summary>
    /// <param name="pairs">The sentences with their translations.</param>
    /// <param name="cancellationToken">Cancels between tokens.</param>
    public async ValueTask<TranslationResult> MeasureAsync(ImmutableArray<SentencePair> pairs, CancellationToken cancellationToken)
    {
        ImmutableArray<string>.Builder written = ImmutableArray.CreateBuilder<string>(pairs.Length);
        foreach (SentencePair pair in pairs)
        {
            written.Add(await TranslateAsync(pair.Source, cancellationToken));
        }

        return new TranslationResult(pairs, written.DrainToImmutable(), await TokenAccuracyAsync(pairs, cancellationToken));
    }

    /// <summary>The model's translation, choosing the likeliest token every time.</summary>
    /// <param name="source">The English sentence.</param>
    /// <param name="cancellationToken">Cancels between tokens.</param>
    public async ValueTask<string> TranslateAsync(string source, CancellationToken cancellationToken)
    {
        GeneratedSequence written = await _generator.GenerateAsync(new LensInput { Text = source }, _options, cancellationToken);
        return tokenizer.Decode([.. written.Tokens.Select(token => token.Id)], skipSpecialTokens: true);
    }

    private async ValueTask<double> TokenAccuracyAsync(ImmutableArray<SentencePair> pairs, CancellationToken cancellationToken)
    {
        (long right, long counted) = (0, 0);
        foreach (SentencePair[] chunk in pairs.Chunk(BatchSize))
        {
            IEnumerable<EncodedExample> examples = chunk.Select((pair, index) => model.Inputs.Encode(
                index, new LensInput { Text = pair.Source, TargetText = pair.Target }, new EncodeOptions()));
            InputBatch batch = model.Inputs.Collate([.. examples]);
            using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
            (int length, int classes) = (run.Output.Shape[1], run.Output.Shape[2]);
            for (int row = 0; row < batch.Size; row++)
            {
                ImmutableArray<int> labels = batch.Examples[row].Labels;
                for (int place = 0; place < labels.Length; place++)
                {
                    int likeliest = TensorPrimitives.IndexOfMax(run.Output.Values.Slice(((row * length) + place) * classes, classes));
                    right += likeliest == labels[place] ? 1 : 0;
                    counted++;
                }
            }
        }

        return right / (double)counted;
    }
}
