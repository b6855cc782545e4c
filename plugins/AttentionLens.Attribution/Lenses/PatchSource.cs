using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A batch as it is (clean) and with the baseline in its place (corrupt): what patches are taken from, and what they are put into.</summary>
internal sealed class PatchSource
{
    private readonly FeaturePath _path;
    private readonly ImmutableArray<float[]> _values;
    private readonly ImmutableArray<int> _positions;

    private PatchSource(FeaturePath path, ImmutableArray<HookPoint> layers, ModelRun run)
    {
        _path = path;
        Layers = layers;
        _values = [.. layers.Select(layer => run.Captured(layer.Name).Values.ToArray())];
        _positions = [.. layers.Select(layer => run.Captured(layer.Name).Shape[1])];
    }

    /// <summary>The hook points that are patched.</summary>
    public ImmutableArray<HookPoint> Layers { get; }

    /// <summary>The examples, with their targets fixed.</summary>
    public InputBatch Batch => _path.Batch;

    /// <summary>What is explained, for each example.</summary>
    public ImmutableArray<ExplainedTarget> Targets => _path.Targets;

    /// <summary>The objective of each example as it is.</summary>
    public ImmutableArray<double> CleanObjectives => _path.TargetValues;

    /// <summary>Puts the baseline into the place of the whole batch.</summary>
    public Intervention Corruption => _path.AtBaseline();

    /// <summary>Runs the examples as they are.</summary>
    /// <exception cref="LensInputException">A hook point has other positions than the input.</exception>
    public static async ValueTask<PatchSource> OpenAsync(AttributionContext context, CancellationToken cancellationToken)
    {
        ImmutableArray<HookPoint> layers = GradientOptions.LayersOf(context);
        HookPoint features = context.FindFeatures();
        if (layers.FirstOrDefault(layer => layer.PositionStack != features.Stack) is { } stranger)
        {
            throw new LensInputException(
                $"Hook point '{stranger.Name}' counts other positions than '{features.Name}', where the baseline goes in; expected one of the stack that reads the input, for instance resid_post.");
        }

        FeaturePath path = await FeaturePath.OpenAsync(context, features, cancellationToken);
        RunPlan plan = new() { Capture = [.. layers.Select(layer => HookSelector.Of(layer.Name))] };
        using ModelRun run = await context.RunAsync(path.Batch, plan, cancellationToken);
        return new PatchSource(path, layers, run);
    }

    /// <summary>The clean value of a layer, [batch, position, …].</summary>
    public ReadOnlySpan<float> Clean(int layer) => _values[layer];

    /// <summary>The number of positions of a layer, padding included.</summary>
    public int PositionsOf(int layer) => _positions[layer];

    /// <summary>The positions of a layer that an example says something at.</summary>
    public IEnumerable<int> ReadPositions(int layer, int example) => Enumerable.Range(0, _positions[layer])
        .Where(position => Batch.Examples[example].Pixels is not null || Batch.Examples[example].Mask[position]);

    /// <summary>One example with the baseline in its place.</summary>
    public InputVariant Corrupt(int example) => new(example) { Interventions = [_path.AtBaseline(example)] };

    /// <summary>One example with the baseline in its place, but the clean value at one position of a layer.</summary>
    public InputVariant Patched(int example, int layer, int position)
    {
        int width = _values[layer].Length / (Batch.Size * _positions[layer]);
        int start = ((example * _positions[layer]) + position) * width;
        return new InputVariant(example)
        {
            Interventions = [_path.AtBaseline(example), RowWrite.Of(Layers[layer], position * width, _values[layer], start..(start + width))],
        };
    }

    /// <summary>What the objective gains from the baseline to the example as it is.</summary>
    /// <exception cref="LensInputException">Nothing, so that there is no share of it.</exception>
    public static double Gain(int example, double clean, double corrupt) => clean != corrupt
        ? clean - corrupt
        : throw new LensInputException(FormattableString.Invariant(
            $"The objective of example {example} of the batch is {clean} with the baseline in its place too, so a patch has nothing to bring back; choose another baseline or objective."));

    /// <summary>The scores of every layer under its name; those of the first are the answer's.</summary>
    /// <param name="context">What is explained.</param>
    /// <param name="scores">For each layer [batch, position].</param>
    public AttributionResult Result(AttributionContext context, IReadOnlyList<double[]> scores)
    {
        PositionScores first = new(context, _positions[0]);
        for (int example = 0; example < Batch.Size; example++)
        {
            first.Add(scores[0].AsSpan(example * _positions[0], _positions[0]));
        }

        AttributionResult result = new(Targets, CleanObjectives, first.ToTensor("share"));
        return result with
        {
            Extras = result.Extras.AddRange(Layers.Select((layer, index) => KeyValuePair.Create(layer.Name.Value, new TensorValue(
                new TensorSpec(layer.Spec.Axes[..2], "share"), [Batch.Size, _positions[index]], [.. scores[index].Select(score => (float)score)])))),
        };
    }
}
