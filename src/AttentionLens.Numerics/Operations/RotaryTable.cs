namespace AttentionLens.Numerics;

/// <summary>The angles of a rotary position embedding: cosines and sines for each position and pair of components.</summary>
/// <remarks>Source: Su et al. 2021, equation 34. Component i is paired with component i + (rotated width)/2.</remarks>
public sealed class RotaryTable
{
    private readonly double[] _frequencies;
    private readonly float _scale;

    /// <summary>Creates a table.</summary>
    /// <param name="frequencies">The angle of each pair for a step of one position, in radians.</param>
    /// <param name="scale">What cosines and sines are multiplied with; 1 unless a scaling of long contexts says otherwise.</param>
    public RotaryTable(ReadOnlySpan<double> frequencies, float scale = 1)
    {
        _frequencies = frequencies.ToArray();
        _scale = scale;
    }

    /// <summary>The number of leading components of a head that are rotated.</summary>
    public int RotatedWidth => 2 * _frequencies.Length;

    /// <summary>The frequencies of the original method: base^(−2i/width).</summary>
    /// <param name="rotatedWidth">The number of components that are rotated, even.</param>
    /// <param name="angleBase">The base, usually 10 000.</param>
    public static double[] Frequencies(int rotatedWidth, double angleBase)
    {
        double[] frequencies = new double[rotatedWidth / 2];
        for (int pair = 0; pair < frequencies.Length; pair++)
        {
            frequencies[pair] = Math.Pow(angleBase, -2.0 * pair / rotatedWidth);
        }

        return frequencies;
    }

    /// <summary>Rotates [batch, position, head, head width] in place.</summary>
    internal void Rotate(Span<float> x, ReadOnlySpan<int> positions, int heads, int headWidth, bool backwards)
    {
        int pairs = _frequencies.Length;
        Span<float> cosines = pairs <= 256 ? stackalloc float[pairs] : new float[pairs];
        Span<float> sines = pairs <= 256 ? stackalloc float[pairs] : new float[pairs];
        for (int row = 0; row < positions.Length; row++)
        {
            for (int pair = 0; pair < pairs; pair++)
            {
                // The angle is rounded to float first, as the reference computes it.
                float angle = positions[row] * (float)_frequencies[pair];
                (float sine, float cosine) = MathF.SinCos(angle);
                cosines[pair] = cosine * _scale;
                sines[pair] = backwards ? -sine * _scale : sine * _scale;
            }

            for (int head = 0; head < heads; head++)
            {
                Span<float> lower = x.Slice(((row * heads) + head) * headWidth, pairs);
                Span<float> upper = x.Slice((((row * heads) + head) * headWidth) + pairs, pairs);
                for (int pair = 0; pair < pairs; pair++)
                {
                    float a = lower[pair];
                    float b = upper[pair];
                    lower[pair] = (a * cosines[pair]) - (b * sines[pair]);
                    upper[pair] = (b * cosines[pair]) + (a * sines[pair]);
                }
            }
        }
    }
}
