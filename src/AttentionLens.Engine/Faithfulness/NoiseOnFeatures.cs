using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttentionLens.Engine;

/// <summary>A little uniform noise on the features of a model. What an example gets depends on the seed, the sample and the example's index in the whole input;
/// padding gets none.</summary>
internal sealed class NoiseOnFeatures
{
    private const ulong Noise = 2;

    private readonly double _radius;
    private readonly ulong _seed;
    private readonly int _sample;

    private NoiseOnFeatures(double radius, ulong seed, int sample)
    {
        _radius = radius;
        _seed = seed;
        _sample = sample;
    }

    /// <summary>The change that adds it.</summary>
    /// <param name="features">The hook point of the features.</param>
    /// <param name="radius">The largest change of a number.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="sample">Which noise of the seed it is.</param>
    public static Intervention At(HookPoint features, double radius, ulong seed, int sample) =>
        new CustomEdit(HookSelector.Of(features.Name), new NoiseOnFeatures(radius, seed, sample).Add);

    private void Add(in EditContext context)
    {
        TensorSpan<float> value = context.Value;
        Span<float> all = MemoryMarshal.CreateSpan(ref value.GetPinnableReference(), checked((int)value.FlattenedLength));
        int width = (int)value.Lengths[^1];
        int row = all.Length / context.Batch.Size;
        bool hasPadding = context.Hook.Spec.IndexOf(Axis.Position) >= 0;
        for (int index = 0; index < context.Batch.Size; index++)
        {
            EncodedExample example = context.Batch.Examples[index].InStack(context.Hook.Stack);
            SeededRandom random = SeededRandom.Stream(_seed, Noise, (ulong)context.Batch.Examples[index].Index, (ulong)_sample);
            Span<float> features = all.Slice(index * row, row);
            foreach (ref float number in hasPadding ? features.Slice(example.Start * width, example.Length * width) : features)
            {
                number += (float)(_radius * ((2 * random.NextUniform()) - 1));
            }
        }
    }
}
