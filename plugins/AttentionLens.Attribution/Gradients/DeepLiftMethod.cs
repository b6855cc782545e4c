using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The difference from the baseline times a multiplier that is handed back through the model from differences instead of slopes.</summary>
/// <remarks>Activations follow the rescale rule. Products of computed values, softmax and norms, which the paper leaves out, hand differences back exactly
/// as well, so that for a logit the scores add up to the gain from the baseline. Source: Shrikumar, Greenside and Kundaje 2017, section 3.</remarks>
public sealed class DeepLiftMethod : AttributionMethod
{
    private static readonly ChoiceOption AggregationOption = Aggregation.Option(Aggregation.Sum);

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("deeplift", "The difference from the baseline times multipliers of differences, by the rescale rule.", AttributionKind.Gradient)
        {
            IsSigned = true,
            IsComplete = true,
            Aggregation = "sum over the width",
            UsesBaseline = true,
            Sources = [Papers.Shrikumar2017, Papers.Broyden1965],
        };

    /// <inheritdoc/>
    /// <value><c>aggregation</c> sum.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [AggregationOption];

    /// <inheritdoc/>
    public override async ValueTask<AttributionResult> AttributeAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        FeaturePath path = await FeaturePath.OpenAsync(context, null, cancellationToken);
        float[] multipliers = new float[path.Explained.Input.Length];

        // An example and its baseline go through the model together.
        int together = Math.Max(1, context.MaxRows / 2);
        for (int first = 0; first < path.Batch.Size; first += together)
        {
            int count = Math.Min(together, path.Batch.Size - first);
            await MultiplyAsync(context, path, first, count, multipliers, cancellationToken);
            context.Report((double)(first + count) / path.Batch.Size);
        }

        double[] totals = new double[path.Batch.Size];
        float[] scores = new float[multipliers.Length];
        for (int index = 0; index < scores.Length; index++)
        {
            double score = (double)multipliers[index] * path.Explained.Difference[index];
            scores[index] = (float)score;
            totals[index / path.Explained.RowLength] += score;
        }

        TensorValue features = path.Explained.ToValue("objective", scores);
        ImmutableArray<double> baseline = await path.BaselineValuesAsync(context, cancellationToken);
        return new AttributionResult(path.Targets, path.TargetValues, Aggregation.Apply(context.Options.Get(AggregationOption), features))
        {
            FeatureScores = features,
            CompletenessDeltas = [.. totals.Select((total, example) => total - (path.TargetValues[example] - baseline[example]))],
        };
    }

    private static async ValueTask MultiplyAsync(
        AttributionContext context, FeaturePath path, int first, int count, float[] multipliers, CancellationToken cancellationToken)
    {
        PathEnd end = path.Explained;
        ImmutableArray<EncodedExample> examples = path.Batch.Examples.Slice(first, count);
        HookSelector features = HookSelector.Of(end.Hook.Name);
        Range range = (first * end.RowLength)..((first + count) * end.RowLength);
        RunPlan plan = new()
        {
            Interventions = [new CustomEdit(features, (in EditContext edit) => end.Baseline.AsSpan(range).CopyTo(FlatSpan.Of(edit.Value)[(count * end.RowLength)..]))],
            Backward = new BackwardPlan { Objective = context.Objective, Rules = new DifferenceRules(), Capture = [features] },
        };
        using ModelRun run = await context.RunAsync(new InputBatch([.. examples, .. examples]), plan, cancellationToken);
        ReadOnlySpan<float> signal = run.Gradient(end.Hook.Name).Values;
        int half = signal.Length / 2;
        for (int index = 0; index < half; index++)
        {
            int example = index / end.RowLength;
            double scale = ScaleOf(context.Objective, path.TargetValues[first + example], run.ObjectiveValues[example]);
            multipliers[range.Start.Value + index] = (float)(scale * ((double)signal[index] + signal[index + half]) / 2);
        }
    }

    // A loss is divided by all that stands in the pass; how much that is shows at the input itself.
    private static double ScaleOf(Objective objective, double value, double here) => objective is LossObjective && here != 0 ? value / here : 1;
}
