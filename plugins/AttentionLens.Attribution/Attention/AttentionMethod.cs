using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A method that reads attention patterns of a forward pass alone.</summary>
public abstract class AttentionMethod : AttributionMethod
{
    private protected AttentionMethod()
    {
    }

    private protected abstract string Unit { get; }

    /// <inheritdoc/>
    public sealed override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        AttentionStack input = AttentionStack.Input(context);
        AttentionStack decoder = AttentionStack.Decoder(context);
        AttentionStack cross = AttentionStack.Cross(context);
        RunPlan plan = new() { Objective = context.Objective, Capture = [.. input.Selectors, .. decoder.Selectors, .. cross.Selectors] };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        PositionScores scores = new(context, run.Captured(input.Patterns[0].Name).Shape[^1]);
        PositionScores? written = cross.Patterns.IsEmpty ? null : new PositionScores(context, run.Captured(decoder.Patterns[0].Name).Shape[^1]);
        List<List<Matrix>> matrices = [];
        for (int example = 0; example < context.Batch.Size; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            List<Matrix> layers = Layers(context.Options, [.. Means(run, input, example)], written is null ? position : null, cancellationToken);
            matrices.Add(layers);
            if (written is null)
            {
                scores.Add(layers[^1].Row(position));
            }
            else
            {
                Matrix self = Layers(context.Options, [.. Means(run, decoder, example)], position, cancellationToken)[^1];
                Matrix over = Means(run, cross, example).Last();
                written.Add(self.Row(position));
                scores.Add(self.Times(over).Times(layers[^1]).Row(position));
            }

            context.Report((double)(example + 1) / context.Batch.Size);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor(Unit));
        ImmutableSortedDictionary<string, TensorValue> extras = KeepsMatrices(context.Options)
            ? result.Extras.Add("matrix", MatrixStack.OfLayers(matrices, Unit))
            : result.Extras;
        return result with { Extras = written is null ? extras : extras.Add("decoder_scores", written.ToTensor(Unit)) };
    }

    /// <summary>The matrices of one stack, the last of which is the answer. Where only one of its rows is read, the others may be left out.</summary>
    private protected abstract List<Matrix> Layers(
        AnalysisOptions options, IReadOnlyList<Matrix> headMeans, int? row, CancellationToken cancellationToken);

    /// <summary>Whether the matrices are whole and worth keeping.</summary>
    private protected virtual bool KeepsMatrices(AnalysisOptions options) => true;

    private static IEnumerable<Matrix> Means(ModelRun run, AttentionStack stack, int example) =>
        stack.Patterns.Select(hook => AttentionStack.HeadMean(run.Captured(hook.Name), example));
}
