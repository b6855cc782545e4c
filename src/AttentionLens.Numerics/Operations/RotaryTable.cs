namespace AttentionLens.Numerics;

/// <summary>The angles of a rotary position embedding: cosines and sines for each position and pair of components.</summary>
/// <remarks>Source: Su et al. 2021, equation 34. Component i is paired with component i + (rotated width)/2.</remarks>
public sealed class RotaryTable
{
    private const int MostPairsOnStack = 256;
    private readonly float[] _frequencies;

    /// <summary>Creates a table.</summary>
    /// <param name="frequencies">The angle of each pair for a step of one position, in radians; copied.</param>
    public RotaryTable(ReadOnlySpan<float> frequencies) => _frequencies = frequencies.ToArray();

    /// <summary>The number of leading components of a head that are rotated.</summary>
    public int RotatedWidth => 2 * _frequencies.Length;

    /// <summary>The frequencies of the original method, base^(−2i/width), rounded to float at each step as the reference computes them.</summary>
    /// <param name="rotatedWidth">The number of components that are rotated, even.</param>
    /// <param name="angleBase">The base, usually 10 000.</param>
    /// <returns>One for each pair, in radians for a step of one position.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rotatedWidth"/> is odd or negative.</exception>
    public static float[] Frequencies(int rotatedWidth, float angleBase)
    {
        if (rotatedWidth < 0 || rotatedWidth % 2 != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(rotatedWidth), rotatedWidth, "Components are rotated in pairs; give an even number.");
        }

        float[] frequencies = new float[rotatedWidth / 2];
        for (int pair = 0; pair < frequencies.Length; pair++)
        {
            float exponent = 2f * pair / rotatedWidth;
            frequencies[pair] = 1 / (float)Math.Pow(angleBase, exponent);
        }

        return frequencies;
    }

    /// <summary>Rotates [row, head, head width] in place, each row by its position; backwards is the transposed rotation.</summary>
    internal void Rotate(Span<float> x, ReadOnlySpan<int> positions, int heads, int headWidth, bool backwards)
    {
        int pairs = _frequencies.Length;
        Span<float> cosines = pairs <= MostPairsOnStack ? stackalloc float[pairs] : new float[pairs];
        Span<float> sines = pairs <= MostPairsOnStack ? stackalloc float[pairs] : new float[pairs];
        for (int row = 0; row < positions.Length; row++)
        {
            Turn(positions[row], backwards, cosines, sines);
            for (int head = 0; head < heads; head++)
            {
                Span<float> values = x.Slice(((row * heads) + head) * headWidth, headWidth);
                Span<float> lower = values[..pairs];
                Span<float> upper = values.Slice(pairs, pairs);
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

    // The angle is rounded to float first, as the reference computes it; sine and cosine are those of the rounded angle, whatever the machine.
    private void Turn(int position, bool backwards, Span<float> cosines, Span<float> sines)
    {
        for (int pair = 0; pair < _frequencies.Length; pair++)
        {
            float angle = position * _frequencies[pair];
            (double sine, double cosine) = Math.SinCos(angle);
            cosines[pair] = (float)cosine;
            sines[pair] = (float)(backwards ? -sine : sine);
        }
    }
}
