namespace AttentionLens.Models.Images;

/// <summary>Which pixels of a line are mixed into each pixel of a resized line, with weights in shares of 2^22: image libraries mix 8-bit
/// pixels in whole numbers, and only the same whole numbers give the same grey levels.</summary>
internal sealed class ResampleTaps
{
    private const int Precision = 22;
    private readonly int[] _first;
    private readonly int[][] _weights;

    /// <param name="filter">Any but nearest.</param>
    /// <param name="from">The pixels of the line.</param>
    /// <param name="to">The pixels of the resized line.</param>
    public ResampleTaps(ResampleFilter filter, int from, int to)
    {
        _first = new int[to];
        _weights = new int[to][];
        double scale = (double)from / to;

        // A filter is stretched where the line shrinks, so that every pixel counts.
        double stretch = Math.Max(1, scale);
        double support = Support(filter) * stretch;
        for (int pixel = 0; pixel < to; pixel++)
        {
            double center = (pixel + 0.5) * scale;
            int first = Math.Max(0, (int)(center - support + 0.5));
            int last = Math.Min(from, (int)(center + support + 0.5));
            double[] exact = new double[last - first];
            double sum = 0;
            for (int tap = 0; tap < exact.Length; tap++)
            {
                exact[tap] = Weight(filter, (tap + first - center + 0.5) * (1 / stretch));
                sum += exact[tap];
            }

            _first[pixel] = first;
            _weights[pixel] = Array.ConvertAll(exact, weight => Rounded(sum != 0 ? weight / sum : weight));
        }
    }

    public int Count => _first.Length;

    /// <summary>One pixel of the resized line.</summary>
    /// <param name="pixel">Which.</param>
    /// <param name="line">Begins with the line's first pixel.</param>
    /// <param name="stride">The distance between its pixels.</param>
    public byte Mix(int pixel, ReadOnlySpan<byte> line, int stride)
    {
        int sum = 1 << (Precision - 1);
        int place = _first[pixel] * stride;
        foreach (int weight in _weights[pixel])
        {
            sum += weight * line[place];
            place += stride;
        }

        return (byte)Math.Clamp(sum >> Precision, 0, byte.MaxValue);
    }

    private static int Rounded(double weight) => (int)((weight * (1 << Precision)) + (weight < 0 ? -0.5 : 0.5));

    private static double Support(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Box => 0.5,
        ResampleFilter.Bicubic => 2,
        ResampleFilter.Lanczos => 3,
        _ => 1,
    };

    private static double Weight(ResampleFilter filter, double x)
    {
        double distance = Math.Abs(x);
        return filter switch
        {
            ResampleFilter.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
            ResampleFilter.Bilinear => Math.Max(0, 1 - distance),
            ResampleFilter.Hamming => distance < 1 ? Sinc(distance) * (0.54 + (0.46 * Math.Cos(distance * Math.PI))) : 0,
            ResampleFilter.Lanczos => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
            _ => distance < 1 ? (((1.5 * distance) - 2.5) * distance * distance) + 1
                : distance < 2 ? ((((distance - 5) * distance) + 8) * distance - 4) * -0.5
                : 0,
        };
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
