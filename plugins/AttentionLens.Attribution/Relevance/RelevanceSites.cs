using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The hook points of the stack that reads the input at which relevance is written besides the input's features.</summary>
internal sealed class RelevanceSites
{
    private readonly ImmutableArray<HookPoint> _streams;
    private readonly ImmutableArray<HookPoint> _heads;
    private readonly HookPoint? _pixels;

    /// <param name="context">What is explained.</param>
    /// <param name="stack">The stack.</param>
    public RelevanceSites(AttributionContext context, string stack)
    {
        HookPoint[] blocks = [.. context.Model.Hooks.Where(hook => hook.Stack == stack && hook.Layer is not null)];
        HookPoint[] after = [.. blocks.Where(hook => hook.Kind == HookKind.ResidualPost)];
        _streams = [.. blocks.Where(hook => hook.Kind == HookKind.ResidualPre), after[^1]];
        _heads = [.. blocks.Where(hook => hook.Kind == HookKind.HeadOutput && hook.KeyStack == stack)];
        _pixels = context.Model.Hooks.FirstOrDefault(hook => hook.Kind == HookKind.Pixels);
    }

    public IEnumerable<HookSelector> Selectors =>
        _streams.Concat(_heads).Concat(_pixels is null ? [] : [_pixels]).Select(hook => HookSelector.Of(hook.Name));

    /// <summary>Adds <c>layer_scores</c> [batch, layer, position], before each block and behind the last; <c>head_scores</c> [batch, layer, head]; and
    /// for an image <c>pixel_scores</c>.</summary>
    public ImmutableSortedDictionary<string, TensorValue> Read(ModelRun run, ImmutableSortedDictionary<string, TensorValue> extras, string unit)
    {
        LensTensor first = run.Gradient(_streams[0].Name);
        (int examples, int positions) = (first.Shape[0], first.Shape[1]);
        int heads = run.Gradient(_heads[0].Name).Shape[2];
        float[] layers = new float[examples * _streams.Length * positions];
        float[] shares = new float[examples * _heads.Length * heads];
        for (int layer = 0; layer < _streams.Length; layer++)
        {
            LensTensor stream = run.Gradient(_streams[layer].Name);
            for (int row = 0; row < examples * positions; row++)
            {
                (int example, int position) = Math.DivRem(row, positions);
                layers[(((example * _streams.Length) + layer) * positions) + position] = (float)Sum(stream.Values.Slice(row * stream.Shape[2], stream.Shape[2]));
            }
        }

        for (int layer = 0; layer < _heads.Length; layer++)
        {
            LensTensor output = run.Gradient(_heads[layer].Name);
            double[] sums = new double[examples * heads];
            int width = output.Shape[3];
            for (int row = 0; row < examples * positions * heads; row++)
            {
                sums[(row / (positions * heads) * heads) + (row % heads)] += Sum(output.Values.Slice(row * width, width));
            }

            for (int entry = 0; entry < sums.Length; entry++)
            {
                (int example, int head) = Math.DivRem(entry, heads);
                shares[(((example * _heads.Length) + layer) * heads) + head] = (float)sums[entry];
            }
        }

        extras = extras
            .Add("layer_scores", new TensorValue(new TensorSpec([Axis.Batch, Axis.Layer, Axis.Position], unit), [examples, _streams.Length, positions], [.. layers]))
            .Add("head_scores", new TensorValue(new TensorSpec([Axis.Batch, Axis.Layer, Axis.Head], unit), [examples, _heads.Length, heads], [.. shares]));
        if (_pixels is not null)
        {
            LensTensor pixels = run.Gradient(_pixels.Name);
            extras = extras.Add("pixel_scores", new TensorValue(pixels.Spec with { Unit = unit }, [.. pixels.Shape], [.. pixels.Values]));
        }

        return extras;
    }

    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
