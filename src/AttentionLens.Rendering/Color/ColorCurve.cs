namespace AttentionLens.Rendering;

/// <summary>A quadratic Bézier curve through OKLab that is walked by arc length, so that equal steps are equal colour differences.</summary>
internal sealed class ColorCurve
{
    private const int Segments = 2048;
    private readonly OkLab _from;
    private readonly OkLab _toward;
    private readonly OkLab _to;
    private readonly double[] _lengths = new double[Segments + 1];

    public ColorCurve(OkLab from, OkLab toward, OkLab to)
    {
        (_from, _toward, _to) = (from, toward, to);
        for (int segment = 1; segment <= Segments; segment++)
        {
            _lengths[segment] = _lengths[segment - 1] + Point((segment - 1.0) / Segments).DistanceTo(Point((double)segment / Segments));
        }
    }

    /// <summary>The colour at a share of the way, from 0 to 1.</summary>
    public OkLab At(double share)
    {
        double wanted = share * _lengths[Segments];
        int found = Array.BinarySearch(_lengths, wanted);
        if (found >= 0)
        {
            return Point((double)found / Segments);
        }

        int upper = Math.Clamp(~found, 1, Segments);
        double within = (wanted - _lengths[upper - 1]) / (_lengths[upper] - _lengths[upper - 1]);
        return Point((upper - 1 + within) / Segments);
    }

    private OkLab Point(double t)
    {
        double first = (1 - t) * (1 - t);
        double second = 2 * t * (1 - t);
        double third = t * t;
        return new OkLab(
            (first * _from.Lightness) + (second * _toward.Lightness) + (third * _to.Lightness),
            (first * _from.A) + (second * _toward.A) + (third * _to.A),
            (first * _from.B) + (second * _toward.B) + (third * _to.B));
    }
}
