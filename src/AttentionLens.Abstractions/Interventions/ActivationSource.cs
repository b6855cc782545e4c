using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Values of hook points that interventions put in place of a run's own: those of other examples.</summary>
public sealed class ActivationSource
{
    private readonly ImmutableDictionary<HookName, TensorValue> _values;
    private readonly ConcurrentDictionary<HookName, float[]> _means = [];

    /// <summary>Creates a source.</summary>
    /// <param name="name">What interventions call it.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="values">Their values, one row for each example.</param>
    /// <exception cref="ArgumentException">A value has more or fewer rows than there are examples.</exception>
    public ActivationSource(string name, InputBatch examples, IEnumerable<KeyValuePair<HookName, TensorValue>> values)
    {
        Name = name;
        Examples = examples;
        _values = values.ToImmutableDictionary();
        foreach ((HookName hook, TensorValue value) in _values)
        {
            if (value.Shape[0] != examples.Size)
            {
                throw new ArgumentException($"Expected a row for each of {examples.Size} examples, found {value.Shape[0]} at '{hook}'.", nameof(values));
            }
        }
    }

    /// <summary>What interventions call it.</summary>
    public string Name { get; }

    /// <summary>The examples.</summary>
    public InputBatch Examples { get; }

    /// <summary>The values of a run.</summary>
    /// <param name="name">What interventions call it.</param>
    /// <param name="examples">The run's examples.</param>
    /// <param name="run">The run; its values are copied.</param>
    /// <param name="hooks">Hook points that it captured.</param>
    public static ActivationSource Of(string name, InputBatch examples, ModelRun run, IEnumerable<HookName> hooks) =>
        new(name, examples, hooks.Select(hook => KeyValuePair.Create(hook, TensorValue.Of(run.Captured(hook)))));

    /// <summary>The values of a hook point, one row for each example.</summary>
    /// <param name="hook">The hook point.</param>
    /// <exception cref="LensInputException">The source has none of it.</exception>
    public TensorValue ValuesOf(HookName hook) => _values.TryGetValue(hook, out TensorValue? value) ? value : throw new LensInputException(
        $"Source '{Name}' has no values of hook point '{hook}'; it has {(_values.IsEmpty ? "none at all" : string.Join(", ", _values.Keys.Order().Take(3).Select(known => $"'{known}'")))}.");

    /// <summary>The mean of a hook point over examples and, where it has positions, over those that are attended to.</summary>
    /// <param name="hook">The hook point.</param>
    /// <returns>The values behind the axes that the mean is over.</returns>
    /// <exception cref="LensInputException">The source has none of it.</exception>
    public ReadOnlySpan<float> MeanOf(HookPoint hook) => _means.GetOrAdd(hook.Name, _ => Mean(hook, ValuesOf(hook.Name)));

    private float[] Mean(HookPoint hook, TensorValue value)
    {
        int positions = HasPositions(hook.Spec) ? value.Shape[1] : 1;
        double[] sums = new double[value.Values.Length / (value.Shape[0] * positions)];
        long counted = 0;
        for (int example = 0; example < value.Shape[0]; example++)
        {
            ReadOnlySpan<float> row = value.Row(example);
            EncodedExample read = Examples.Examples[example].InStack(hook.PositionStack);
            for (int position = 0; position < positions; position++)
            {
                if (positions > 1 && position < read.Mask.Length && !read.Mask[position])
                {
                    continue;
                }

                counted++;
                ReadOnlySpan<float> entries = row.Slice(position * sums.Length, sums.Length);
                for (int index = 0; index < sums.Length; index++)
                {
                    sums[index] += entries[index];
                }
            }
        }

        return [.. sums.Select(sum => (float)(sum / counted))];
    }

    private static bool HasPositions(TensorSpec spec) => spec.Axes.Length > 1 && spec.Axes[1] == Axis.Position;
}
