using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Random points between the baseline and the noisy input, and the gradients there times the way between them.</summary>
internal sealed class ExpectedGradient(PathEnd end, InputBatch batch, int seed, NoiseWriter noise)
{
    // Tells the stream of places from the streams of noise.
    private const ulong Places = 1;
    private readonly double[] _sums = new double[end.Input.Length];
    private readonly float[] _way = new float[end.RowLength];

    /// <summary>Writes the point of a sample.</summary>
    public void Write(int sample, int example, Span<float> row)
    {
        WayOf(sample, example, row);
        double place = SeededRandom.Stream((ulong)seed, (ulong)batch.Examples[example].Index, (ulong)sample, Places).NextUniform();
        TensorPrimitives.MultiplyAdd(row, (float)place, end.Baseline.AsSpan(end.RangeOf(example)), row);
    }

    public void Add(SweepPass pass)
    {
        for (int sample = pass.First; sample < pass.End; sample++)
        {
            for (int example = 0; example < batch.Size; example++)
            {
                WayOf(sample, example, _way);
                ReadOnlySpan<float> gradient = pass.Gradient(end.Hook.Name, sample, example);
                Span<double> sums = _sums.AsSpan(end.RangeOf(example));
                for (int index = 0; index < sums.Length; index++)
                {
                    sums[index] += pass.Scale * gradient[index] * _way[index];
                }
            }
        }
    }

    public TensorValue ToValue(int samples) => end.ToValue("objective", Array.ConvertAll(_sums, sum => (float)(sum / samples)));

    private void WayOf(int sample, int example, Span<float> way)
    {
        way.Clear();
        noise(sample, example, way);
        TensorPrimitives.Add(way, end.Difference.AsSpan(end.RangeOf(example)), way);
    }
}
