using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Puts the baseline into the input's place, and gives back what the model had at one position of one layer: how much of the objective returns?</summary>
/// <remarks>Source: Vig et al. 2020, section 3; Meng et al. 2022, section 2. The share is (patched − corrupt) / (clean − corrupt).</remarks>
public sealed class ActivationPatchingMethod : AttributionMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("activation-patching", "How much of the objective one position of a layer brings back when the rest is at the baseline.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            Aggregation = "whole positions",
            StartLayer = "the first layer of the setting hook",
            UsesBaseline = true,
            Sources = [Papers.Vig2020, Papers.Meng2022],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [GradientOptions.Layers];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        PatchSource source = await PatchSource.OpenAsync(context, cancellationToken);
        List<InputVariant> variants = [];
        List<(int Example, int Layer, int Position)> places = [];
        for (int example = 0; example < source.Batch.Size; example++)
        {
            // A loss is a mean over its batch, so the clean value has to come from the same sweep as the others.
            variants.AddRange([new InputVariant(example), source.Corrupt(example)]);
        }

        for (int layer = 0; layer < source.Layers.Length; layer++)
        {
            for (int example = 0; example < source.Batch.Size; example++)
            {
                foreach (int position in source.ReadPositions(layer, example))
                {
                    variants.Add(source.Patched(example, layer, position));
                    places.Add((example, layer, position));
                }
            }
        }

        ImmutableArray<double> values = await context.EvaluateAsync(variants, cancellationToken);
        double[][] scores = [.. source.Layers.Select((_, layer) => new double[source.Batch.Size * source.PositionsOf(layer)])];
        for (int place = 0; place < places.Count; place++)
        {
            (int example, int layer, int position) = places[place];
            (double clean, double corrupt) = (values[2 * example], values[(2 * example) + 1]);
            scores[layer][(example * source.PositionsOf(layer)) + position] =
                (values[(2 * source.Batch.Size) + place] - corrupt) / PatchSource.Gain(example, clean, corrupt);
        }

        return source.Result(context, scores);
    }
}
