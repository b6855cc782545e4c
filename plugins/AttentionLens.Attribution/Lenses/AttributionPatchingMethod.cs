using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>Activation patching to first order: the gradient at the baseline times the way to the clean value, for all positions and layers in one backward pass.</summary>
/// <remarks>Source: Nanda 2023; Syed, Rager and Conmy 2023, section 2.</remarks>
public sealed class AttributionPatchingMethod : AttributionMethod
{
    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("attribution-patching", "Activation patching to first order, in one backward pass at the baseline.", AttributionKind.Gradient)
        {
            IsSigned = true,
            Aggregation = Aggregation.Sum,
            StartLayer = "the first layer of the setting hook",
            UsesBaseline = true,
            Sources = [Papers.Nanda2023, Papers.Syed2023],
        };

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [GradientOptions.Layers];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        PatchSource source = await PatchSource.OpenAsync(context, cancellationToken);
        ImmutableArray<HookSelector> hooks = [.. source.Layers.Select(layer => HookSelector.Of(layer.Name))];
        RunPlan plan = new()
        {
            Capture = hooks,
            Interventions = [source.Corruption],
            Backward = new BackwardPlan { Objective = context.Objective, Capture = hooks },
        };
        using ModelRun run = await context.RunAsync(source.Batch, plan, cancellationToken);
        List<double[]> scores = [];
        for (int layer = 0; layer < source.Layers.Length; layer++)
        {
            scores.Add(Scores(source, layer, run));
            context.Report((layer + 1.0) / source.Layers.Length);
        }

        return source.Result(context, scores);
    }

    private static double[] Scores(PatchSource source, int layer, ModelRun run)
    {
        LensTensor corrupt = run.Captured(source.Layers[layer].Name);
        LensTensor gradient = run.Gradient(source.Layers[layer].Name);
        int positions = source.PositionsOf(layer);
        int width = corrupt.Values.Length / (source.Batch.Size * positions);
        double[] scores = new double[source.Batch.Size * positions];
        for (int example = 0; example < source.Batch.Size; example++)
        {
            double gain = PatchSource.Gain(example, source.CleanObjectives[example], run.ObjectiveValues[example]);
            foreach (int position in source.ReadPositions(layer, example))
            {
                int row = (example * positions) + position;
                double sum = 0;
                for (int place = row * width; place < (row + 1) * width; place++)
                {
                    sum += gradient.Values[place] * ((double)source.Clean(layer)[place] - corrupt.Values[place]);
                }

                scores[row] = sum / gain;
            }
        }

        return scores;
    }
}
