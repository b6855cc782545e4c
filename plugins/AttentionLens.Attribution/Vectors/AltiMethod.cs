using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>How much nearer each position's vector brings the output of attention, multiplied up over the blocks; in a decoder what comes from its own positions
/// and what comes from the encoder share the whole.</summary>
/// <remarks>Source: Ferrando, Gállego and Costa-jussà 2022, section 3; Ferrando et al. 2022, section 3, for encoder-decoders.</remarks>
public sealed class AltiMethod : AttributionMethod
{
    private const string Unit = "share";

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("alti", "How much nearer each vector brings the output of attention, multiplied up over the blocks.", AttributionKind.Attention)
        {
            Aggregation = "distance by absolute values over the width",
            Sources = [Papers.Ferrando2022, Papers.Ferrando2022Translation],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [FlowRecord.Detail];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        (VectorSublayer self, VectorSublayer cross) = (VectorSublayer.Self, VectorSublayer.Cross);
        VectorStack input = new(context);
        VectorStack? decoder = AttentionStack.Cross(context).Patterns.IsEmpty ? null : VectorStack.Decoder(context);
        RunPlan plan = new() { Objective = context.Objective, Capture = [.. input.Selectors(self.Hooks), .. decoder?.Selectors(self.Hooks.Union(cross.Hooks)) ?? []] };
        using ModelRun run = await context.RunAsync(context.Batch, plan, cancellationToken);
        if (decoder is null)
        {
            return OfOneStack(context, run, VectorBlocks.Of(context, run, input, self, Self, (0, 1), cancellationToken));
        }

        const double Third = 1.0 / 3;
        return OfDecoder(
            context,
            run,
            VectorBlocks.Of(context, run, input, self, Self, (0, Third), cancellationToken),
            VectorBlocks.Of(context, run, decoder, self, Self, (Third, Third), cancellationToken),
            VectorBlocks.Of(
                context, run, decoder, cross, (vectors, rows, norms, example) => Cross(vectors, rows, norms, context.Batch.Examples[example].InStack("decoder")), (2 * Third, Third), cancellationToken));
    }

    private static AttributionResult OfOneStack(AttributionContext context, ModelRun run, List<Matrix>[] blocks)
    {
        FlowRecord flow = new(context.Options);
        PositionScores scores = new(context, blocks[0][0].Rows);
        List<IReadOnlyList<Matrix>> joined = [.. blocks.Select(Matrix.Joint)];
        for (int example = 0; example < blocks.Length; example++)
        {
            int position = ReadPosition.Of(context, example, run.Targets[example]);
            scores.Add(joined[example][^1].Row(position));
            flow.Add(blocks[example], position);
        }

        AttributionResult result = new(run.Targets, run.ObjectiveValues, scores.ToTensor(Unit));
        return flow.In(result with { Extras = result.Extras.Add("matrix", MatrixStack.OfLayers(joined, Unit)) });
    }

    private static AttributionResult OfDecoder(AttributionContext context, ModelRun run, List<Matrix>[] encoder, List<Matrix>[] self, List<ContextMixing>[] cross)
    {
        FlowRecord flow = new(context.Options);
        DecoderAnswer answer = new(context, run, Unit);
        List<Matrix> over = [];
        for (int example = 0; example < encoder.Length; example++)
        {
            List<Matrix> read = Matrix.Joint(encoder[example]);
            List<ContextMixing> layers = [.. self[example].Zip(cross[example], (own, reading) => reading with { Own = reading.Own.Times(own) })];
            List<ContextMixing> joint = ContextMixing.Joint(layers, read[^1]);
            answer.Add(read, joint, joint[^1]);
            over.Add(joint[^1].Input!);
            flow.Add(encoder[example], layers, ReadPosition.Of(context, example, run.Targets[example]));
        }

        AttributionResult result = answer.ToResult();
        return flow.In(result with { Extras = result.Extras.SetItem("cross_matrix", MatrixStack.Of(over, Unit)) });
    }

    private static Matrix Self(AttentionVectors vectors, VectorRows rows, VectorNorms norms, int example) =>
        Contributions(vectors, rows, norms, ownKey: true).Handed.WithRowsNormalized();

    private static ContextMixing Cross(AttentionVectors vectors, VectorRows rows, VectorNorms norms, EncodedExample decoder)
    {
        (Matrix handed, double[] kept) = Contributions(vectors, rows, norms, ownKey: false);
        Matrix own = new(kept.Length, kept.Length);
        for (int position = 0; position < kept.Length; position++)
        {
            own[position, position] = kept[position];
        }

        return ContextMixing.OfLayer(own, handed, decoder.Mask.AsSpan());
    }

    /// <summary>How much each key (column) and what passes attention by bring the output of each query (row) nearer.</summary>
    /// <param name="vectors">What is handed over.</param>
    /// <param name="rows">The residual stream around it.</param>
    /// <param name="norms">The block's normalisations.</param>
    /// <param name="ownKey">Whether what passes by is counted with the query's own key; otherwise apart.</param>
    private static (Matrix Handed, double[] Kept) Contributions(AttentionVectors vectors, VectorRows rows, VectorNorms norms, bool ownKey)
    {
        Matrix handed = new(vectors.Queries, vectors.Keys);
        double[] kept = new double[vectors.Queries];
        float[] vector = new float[vectors.Width];
        float[] whole = new float[vectors.Width];
        for (int query = 0; query < vectors.Queries; query++)
        {
            rows.AttentionSum(query, whole);
            float? inverse = norms.IsPreNorm ? null : norms.Attention.InverseDeviation(whole);
            ReadOnlySpan<float> after = rows.After(query);
            double length = TensorPrimitives.SumOfMagnitudes(after);
            for (int key = 0; key < vectors.Keys; key++)
            {
                vectors.Sum(query, key, vector);
                if (ownKey && query == key)
                {
                    TensorPrimitives.Add(vector, rows.Before(query), vector);
                }

                handed[query, key] = Nearer(vector, after, length, norms.Attention, inverse);
            }

            rows.Before(query).CopyTo(vector);
            kept[query] = ownKey ? 0 : Nearer(vector, after, length, norms.Attention, inverse);
        }

        return (handed, kept);
    }

    private static double Nearer(Span<float> vector, ReadOnlySpan<float> after, double length, NormMap norm, float? inverseDeviation)
    {
        if (inverseDeviation is { } inverse)
        {
            norm.Apply(vector, inverse);
        }

        TensorPrimitives.Subtract(after, vector, vector);
        return Math.Max(0, length - TensorPrimitives.SumOfMagnitudes<float>(vector));
    }
}
