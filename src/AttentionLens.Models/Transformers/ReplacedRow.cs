using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>The values of one example at a hook point, for others to take their place.</summary>
internal readonly ref struct ReplacedRow
{
    private readonly HookPoint _hook;
    private readonly EncodedExample _example;
    private readonly Span<float> _values;
    private readonly Span<float> _factors;
    private readonly ReadOnlySpan<int> _shape;

    /// <param name="hook">The hook point.</param>
    /// <param name="example">The example.</param>
    /// <param name="values">Its values, changed in place.</param>
    /// <param name="factors">What the signal at each is multiplied with on its way back; empty where no signal will come.</param>
    /// <param name="shape">The extents without the row's.</param>
    public ReplacedRow(HookPoint hook, EncodedExample example, Span<float> values, Span<float> factors, ReadOnlySpan<int> shape)
    {
        _hook = hook;
        _example = example;
        _values = values;
        _factors = factors;
        _shape = shape;
    }

    private bool HasPositions => _hook.Spec.Axes.Length > 1 && _hook.Spec.Axes[1] == Axis.Position;

    /// <summary>Carries out an intervention that puts a source's values in place.</summary>
    /// <exception cref="LensInputException">The intervention is none of those, its source is missing, or its extents do not fit.</exception>
    public void Apply(Intervention intervention, ImmutableArray<ActivationSource> sources)
    {
        switch (intervention)
        {
            case MeanAblation mean:
                FillWith(Named(sources, mean.Source).MeanOf(_hook), mean.Source);
                break;
            case ResampleAblation resample:
                Resample(Named(sources, resample.Source), resample.Seed);
                break;
            case PatchFrom patch:
                Patch(Named(sources, patch.Source), patch.Positions);
                break;
            default:
                throw new LensInputException(
                    $"Intervention '{intervention.GetType().Name}' at '{_hook.Name}' is not known to this model; known are {nameof(HeadScale)}, {nameof(ZeroAblation)}, {nameof(MeanAblation)}, {nameof(ResampleAblation)}, {nameof(PatchFrom)}, {nameof(AttentionKnockout)}, {nameof(SkipLayer)} and {nameof(CustomEdit)}.");
        }
    }

    private static ActivationSource Named(ImmutableArray<ActivationSource> sources, string name) =>
        sources.FirstOrDefault(source => source.Name == name)
        ?? throw new LensInputException($"An intervention takes values from source '{name}', which is not there; {(sources.IsEmpty ? "the plan has no sources" : $"there are {string.Join(", ", sources.Select(source => $"'{source.Name}'"))}")}.");

    private void FillWith(ReadOnlySpan<float> mean, string source)
    {
        if (mean.Length == 0 || _values.Length % mean.Length != 0 || (!HasPositions && mean.Length != _values.Length))
        {
            throw Misfit(source, mean.Length);
        }

        for (int start = 0; start < _values.Length; start += mean.Length)
        {
            mean.CopyTo(_values[start..]);
        }

        _factors.Clear();
    }

    private void Resample(ActivationSource source, ulong seed)
    {
        TensorValue value = source.ValuesOf(_hook.Name);
        int drawn = SeededRandom.Stream(seed, (ulong)_example.Index).Next(value.Shape[0]);
        ReadOnlySpan<float> other = value.Row(drawn);
        if (!HasPositions)
        {
            CopyAll(other, source.Name);
            return;
        }

        EncodedExample own = _example.InStack(_hook.PositionStack);
        EncodedExample read = source.Examples.Examples[drawn].InStack(_hook.PositionStack);
        int width = WidthLike(other.Length / value.Shape[1], source.Name);
        for (int position = 0; position < _shape[0]; position++)
        {
            int length = Math.Max(1, Math.Min(read.Length, value.Shape[1] - read.Start));
            int offset = (((position - own.Start) % length) + length) % length;
            other.Slice((read.Start + offset) * width, width).CopyTo(_values[(position * width)..]);
        }

        _factors.Clear();
    }

    private void Patch(ActivationSource source, ImmutableArray<int> positions)
    {
        TensorValue value = source.ValuesOf(_hook.Name);
        if (value.Shape[0] > 1 && _example.Index >= value.Shape[0])
        {
            throw new LensInputException($"Source '{source.Name}' has {value.Shape[0]} examples, but example {_example.Index} is to be patched from it; give one source example for each, or one for all.");
        }

        ReadOnlySpan<float> other = value.Row(value.Shape[0] == 1 ? 0 : (int)_example.Index);
        if (!HasPositions)
        {
            if (!positions.IsDefaultOrEmpty)
            {
                throw new LensInputException($"Hook point '{_hook.Name}' has dimensions {_hook.Spec} and no positions to patch; patch the whole of it.");
            }

            CopyAll(other, source.Name);
            return;
        }

        int width = WidthLike(other.Length / value.Shape[1], source.Name);
        int common = Math.Min(_shape[0], value.Shape[1]);
        foreach (int position in positions.IsDefaultOrEmpty ? Enumerable.Range(0, common) : positions)
        {
            if (position < 0 || position >= common)
            {
                throw new LensInputException($"Position {position} of '{_hook.Name}' was to be patched from source '{source.Name}'; expected one from 0 to {common - 1}, which both have.");
            }

            other.Slice(position * width, width).CopyTo(_values[(position * width)..]);
            if (!_factors.IsEmpty)
            {
                _factors.Slice(position * width, width).Clear();
            }
        }
    }

    private void CopyAll(ReadOnlySpan<float> other, string source)
    {
        if (other.Length != _values.Length)
        {
            throw Misfit(source, other.Length);
        }

        other.CopyTo(_values);
        _factors.Clear();
    }

    private int WidthLike(int width, string source) => width * _shape[0] == _values.Length ? width : throw Misfit(source, width);

    private LensInputException Misfit(string source, int found) => new(
        $"Source '{source}' gives {found} numbers where '{_hook.Name}' has [{string.Join(", ", _shape.ToArray())}] for an example; give source examples of the same length, or choose a hook point with positions.");
}
