using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>The four matrices of a head, each as [head width] rows of [width].</summary>
internal sealed class HeadFactors
{
    private HeadFactors(HookPoint hook, int head, float[][] query, float[][] key, float[][] value, float[][] output)
    {
        (Hook, Head) = (hook, head);
        (Query, Key, Value, Output) = (new HeadFactor(query), new HeadFactor(key), new HeadFactor(value), new HeadFactor(output));
    }

    /// <summary>The hook point of its pattern.</summary>
    public HookPoint Hook { get; }

    public int Head { get; }

    public HeadFactor Query { get; }

    public HeadFactor Key { get; }

    public HeadFactor Value { get; }

    public HeadFactor Output { get; }

    /// <summary>The patterns of self-attention, in order of names.</summary>
    public static ImmutableArray<HookPoint> Patterns(HookCatalog hooks) =>
        [.. hooks.Where(hook => hook.Kind == HookKind.Pattern && hook.Layer is not null && hook.Stack == hook.KeyStack).OrderBy(hook => hook.Name)];

    /// <summary>The heads of some layers; none where the model shows no weights of them.</summary>
    public static ImmutableArray<HeadFactors> Read(WeightCatalog weights, IEnumerable<HookPoint> patterns)
    {
        List<HeadFactors> heads = [];
        foreach (HookPoint hook in patterns)
        {
            string block = hook.Name.Value[..hook.Name.Value.LastIndexOf('.')];
            if (weights.Find($"{block}.W_Q") is not { } query || weights.Find($"{block}.W_K") is not { } key
                || weights.Find($"{block}.W_V") is not { } value || weights.Find($"{block}.W_O") is not { } output)
            {
                return [];
            }

            (TensorValue q, TensorValue k, TensorValue v, TensorValue o) = (query.Read(), key.Read(), value.Read(), output.Read());
            int count = q.Shape[0];
            for (int head = 0; head < count; head++)
            {
                // Several queries may share one head of keys and values.
                heads.Add(new HeadFactors(
                    hook, head, Turned(q, head), Turned(k, head * k.Shape[0] / count), Turned(v, head * v.Shape[0] / count), Rows(o, head)));
            }
        }

        return [.. heads];
    }

    private static float[][] Rows(TensorValue matrix, int head)
    {
        (int rows, int width) = (matrix.Shape[1], matrix.Shape[2]);
        return [.. Enumerable.Range(head * rows, rows).Select(row => matrix.Values.AsSpan(row * width, width).ToArray())];
    }

    // [width, head width] turned over.
    private static float[][] Turned(TensorValue matrix, int head)
    {
        (int width, int inner) = (matrix.Shape[1], matrix.Shape[2]);
        return [.. Enumerable.Range(0, inner).Select(column => Enumerable.Range(0, width).Select(row => matrix.Values[(((head * width) + row) * inner) + column]).ToArray())];
    }
}
