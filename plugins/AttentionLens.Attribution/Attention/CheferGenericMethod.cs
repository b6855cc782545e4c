using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Attention weighted by its gradient, added up over the layers: for self-attention, cross-attention and encoder-decoders.</summary>
/// <remarks>Source: Chefer, Gur and Wolf 2021 (ICCV), section 3.</remarks>
public sealed class CheferGenericMethod : AttributionMethod
{
    private const string Unit = "relevance";

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("chefer-generic", "Attention weighted by its gradient, added up over the layers.", AttributionKind.Attention)
        {
            Aggregation = "mean over heads of the positive part",
            Sources = [Papers.CheferIccv2021],
        };

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        AttentionStack input = AttentionStack.Input(context);
        AttentionStack decoder = AttentionStack.Decoder(context);
        AttentionStack cross = AttentionStack.Cross(context);
        ImmutableArray<HookSelector> selectors = [.. input.Selectors, .. decoder.Selectors, .. cross.Selectors];
        RunPlan plan = new() { Capture = selectors, Backward = new BackwardPlan { Objective = context.Objective, Capture = selectors } };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        PositionScores scores = new(context, run.Captured(input.Patterns[0].Name).Shape[^1]);
        List<GenericRelevance> examples = [];
        for (int example = 0; example < context.Batch.Size; example++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            GenericRelevance relevance = new(run.Captured(input.Patterns[0].Name).Shape[^1]);
            relevance = Weighted(run, input, example).Aggregate(relevance, (before, attention) => before.AfterSelf(attention));
            if (!cross.Patterns.IsEmpty)
            {
                relevance = relevance.WithDecoder(run.Captured(decoder.Patterns[0].Name).Shape[^1]);
                relevance = Weighted(run, decoder, example).Zip(Weighted(run, cross, example))
                    .Aggregate(relevance, (before, layer) => before.AfterDecoderSelf(layer.First).AfterCross(layer.Second));
            }

            int position = ReadPosition.Of(context, example, run.Targets[example]);
            scores.Add((cross.Patterns.IsEmpty ? relevance.Encoder : relevance.Cross).Row(position));
            examples.Add(relevance);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor(Unit));
        return result with { Extras = ExtrasOf(context, run, examples, result.Extras, !cross.Patterns.IsEmpty) };
    }

    private static ImmutableSortedDictionary<string, TensorValue> ExtrasOf(
        AttributionContext context, ModelRun run, List<GenericRelevance> examples, ImmutableSortedDictionary<string, TensorValue> extras, bool hasDecoder)
    {
        extras = extras.Add("matrix", MatrixStack.Of([.. examples.Select(example => example.Encoder)], Unit));
        if (!hasDecoder)
        {
            return extras;
        }

        PositionScores written = new(context, examples[0].Decoder.Rows);
        for (int example = 0; example < examples.Count; example++)
        {
            written.Add(examples[example].Decoder.Row(ReadPosition.Of(context, example, run.Targets[example])));
        }

        return extras
            .Add("decoder_matrix", MatrixStack.Of([.. examples.Select(example => example.Decoder)], Unit))
            .Add("cross_matrix", MatrixStack.Of([.. examples.Select(example => example.Cross)], Unit))
            .Add("decoder_scores", written.ToTensor(Unit));
    }

    private static IEnumerable<Matrix> Weighted(ModelRun run, AttentionStack stack, int example) =>
        stack.Patterns.Select(hook => AttentionStack.GradientMean(run.Captured(hook.Name), run.Gradient(hook.Name), example));
}
