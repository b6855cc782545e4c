using System.Collections.Immutable;
using System.Numerics.Tensors;
using AttentionLens.Numerics;
using Tensor = AttentionLens.Numerics.Tensor;

namespace AttentionLens.Models;

/// <summary>Values of a hook point that are being changed: those of a whole batch, or of one of its rows.</summary>
internal readonly ref struct EditedRows
{
    private readonly HookPoint _hook;
    private readonly InputBatch _batch;
    private readonly Span<float> _values;
    private readonly Span<float> _factors;
    private readonly ReadOnlySpan<int> _shape;
    private readonly ImmutableArray<ActivationSource> _sources;

    /// <param name="hook">The hook point.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="sources">What other values are taken from.</param>
    /// <param name="values">The values, changed in place.</param>
    /// <param name="factors">What the signal at each value is multiplied with on its way back; empty where no signal will come.</param>
    /// <param name="shape">The extents, rows first.</param>
    public EditedRows(
        HookPoint hook, InputBatch batch, ImmutableArray<ActivationSource> sources, Span<float> values, Span<float> factors, ReadOnlySpan<int> shape)
    {
        _hook = hook;
        _batch = batch;
        _sources = sources;
        _values = values;
        _factors = factors;
        _shape = shape;
    }

    /// <summary>One row alone.</summary>
    public EditedRows Row(int row)
    {
        int length = _values.Length / _shape[0];
        int[] shape = [1, .. _shape[1..]];
        return new EditedRows(
            _hook, new InputBatch([_batch.Examples[row]]), _sources, _values.Slice(row * length, length), _factors.IsEmpty ? default : _factors.Slice(row * length, length), shape);
    }

    public void Apply(Intervention intervention)
    {
        switch (intervention)
        {
            case HeadScale scale:
                ScaleHeads(scale);
                break;
            case ZeroAblation:
                _values.Clear();
                _factors.Clear();
                break;
            case CustomEdit custom:
                Change(custom);
                break;
            case AttentionKnockout knockout:
                Cut(knockout);
                break;
            default:
                Replace(intervention);
                break;
        }
    }

    private void Replace(Intervention intervention)
    {
        int length = _values.Length / _shape[0];
        for (int row = 0; row < _shape[0]; row++)
        {
            Span<float> factors = _factors.IsEmpty ? default : _factors.Slice(row * length, length);
            new ReplacedRow(_hook, _batch.Examples[row], _values.Slice(row * length, length), factors, _shape[1..]).Apply(intervention, _sources);
        }
    }

    private void Cut(AttentionKnockout knockout)
    {
        if (_hook.Kind is not (HookKind.Scores or HookKind.Pattern))
        {
            throw new LensInputException($"Hook point '{_hook.Name}' has dimensions {_hook.Spec} and no edges; cut attention at attn.scores or attn.pattern.");
        }

        float cut = _hook.Kind == HookKind.Scores ? float.MinValue : 0;
        int heads = _shape[1], queries = _shape[2], keys = _shape[3];
        foreach (int head in knockout.Heads.IsDefaultOrEmpty ? Enumerable.Range(0, heads) : knockout.Heads)
        {
            foreach ((int query, int key) in knockout.Edges)
            {
                if (head < 0 || head >= heads || query < 0 || query >= queries || key < 0 || key >= keys)
                {
                    throw new LensInputException($"Hook point '{_hook.Name}' has {heads} heads, {queries} queries and {keys} keys, but head {head} was to lose the edge from {query} to {key}; all count from 0.");
                }

                for (int row = 0; row < _shape[0]; row++)
                {
                    int place = (((((row * heads) + head) * queries) + query) * keys) + key;
                    _values[place] = cut;
                    if (!_factors.IsEmpty)
                    {
                        _factors[place] = 0;
                    }
                }
            }
        }
    }

    private void ScaleHeads(HeadScale scale)
    {
        int axis = _hook.Spec.IndexOf(Axis.Head);
        if (axis < 0)
        {
            throw new LensInputException($"Hook point '{_hook.Name}' has dimensions {_hook.Spec} and no heads; scale heads at attn.z, attn.result, attn.pattern or attn.q, k, v.");
        }

        int heads = _shape[axis];
        ReadOnlySpan<float> scales = scale.Scales.AsSpan();
        if (scales.Length != heads)
        {
            throw new LensInputException($"Hook point '{_hook.Name}' has {heads} heads, but {scales.Length} scales were given; give one for each head.");
        }

        int inner = 1;
        foreach (int extent in _shape[(axis + 1)..])
        {
            inner *= extent;
        }

        for (int start = 0, head = 0; start < _values.Length; start += inner, head = (head + 1) % heads)
        {
            Scale(start, inner, scales[head]);
        }
    }

    private void Scale(int start, int length, float scale)
    {
        Scale(_values.Slice(start, length), scale);
        if (!_factors.IsEmpty)
        {
            Scale(_factors.Slice(start, length), scale);
        }
    }

    private static void Scale(Span<float> part, float scale)
    {
        if (scale == 0)
        {
            // Removed, even where the value is not finite and a product would not be zero.
            part.Clear();
        }
        else
        {
            ElementwiseKernel.Scale(scale, part, part);
        }
    }

    private void Change(CustomEdit custom)
    {
        nint[] lengths = [.. _shape.ToArray().Select(extent => (nint)extent)];
        TensorSpan<float> view = new(_values, lengths);
        if (_factors.IsEmpty)
        {
            custom.Apply(new EditContext(_hook, view, _batch));
            return;
        }

        using Tensor before = Tensor.Rent(_values.Length);
        _values.CopyTo(before.Span);
        custom.Apply(new EditContext(_hook, view, _batch));
        for (int index = 0; index < _values.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(before.Span[index]) != BitConverter.SingleToInt32Bits(_values[index]))
            {
                _factors[index] = 0;
            }
        }
    }
}
