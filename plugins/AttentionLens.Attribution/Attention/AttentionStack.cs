using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The attention patterns of one kind in a model, by layer.</summary>
internal sealed class AttentionStack
{
    private AttentionStack(ImmutableArray<HookPoint> patterns) => Patterns = patterns;

    /// <summary>The hook points, first layer first.</summary>
    public ImmutableArray<HookPoint> Patterns { get; }

    public IEnumerable<HookSelector> Selectors => Patterns.Select(hook => HookSelector.Parse(hook.Name.Value));

    /// <summary>Self-attention of the stack that reads the input.</summary>
    public static AttentionStack Input(AttributionContext context) => Of(context, context.FindFeatures().Stack, context.FindFeatures().Stack);

    /// <summary>A decoder's self-attention; empty where there is none.</summary>
    public static AttentionStack Decoder(AttributionContext context) => Find(context, "decoder", "decoder");

    /// <summary>A decoder's attention over the encoder; empty where there is none.</summary>
    public static AttentionStack Cross(AttributionContext context) => Find(context, "decoder", "encoder");

    /// <summary>The mean over heads of one layer's pattern of one example.</summary>
    public static Matrix HeadMean(LensTensor pattern, int example) => Heads(pattern, example, default);

    /// <summary>The mean over heads of (gradient ⊙ pattern)⁺ of one layer and example.</summary>
    public static Matrix GradientMean(LensTensor pattern, LensTensor gradient, int example) =>
        Heads(pattern, example, gradient.Values);

    private static AttentionStack Of(AttributionContext context, string stack, string keys)
    {
        AttentionStack found = Find(context, stack, keys);
        return found.Patterns.IsEmpty
            ? throw new LensInputException($"Model '{context.Model.Card.Name}' has no hook points 'attn.pattern', so nothing can be read from its attention.")
            : found;
    }

    private static AttentionStack Find(AttributionContext context, string stack, string keys) => new(
        [.. context.Model.Hooks.Where(hook => hook.Kind == HookKind.Pattern && hook.Stack == stack && hook.KeyStack == keys).OrderBy(hook => hook.Layer)]);

    // Without slopes the mean is of the pattern itself.
    private static Matrix Heads(LensTensor pattern, int example, ReadOnlySpan<float> slopes)
    {
        (int heads, int queries, int keys) = (pattern.Shape[1], pattern.Shape[2], pattern.Shape[3]);
        Matrix mean = new(queries, keys);
        for (int head = 0; head < heads; head++)
        {
            for (int query = 0; query < queries; query++)
            {
                int start = ((((example * heads) + head) * queries) + query) * keys;
                Add(pattern.Values.Slice(start, keys), slopes.IsEmpty ? default : slopes.Slice(start, keys), heads, mean.Row(query));
            }
        }

        return mean;
    }

    private static void Add(ReadOnlySpan<float> weights, ReadOnlySpan<float> slopes, int heads, Span<double> sums)
    {
        if (slopes.IsEmpty)
        {
            for (int key = 0; key < sums.Length; key++)
            {
                sums[key] += (double)weights[key] / heads;
            }

            return;
        }

        for (int key = 0; key < sums.Length; key++)
        {
            sums[key] += Math.Max(0, (double)weights[key] * slopes[key]) / heads;
        }
    }
}
