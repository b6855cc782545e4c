namespace AttentionLens.Samples;

/// <summary>A turned form somewhere in the image. All its arithmetic is in whole numbers, so that no machine's rounding shows in a picture.</summary>
internal sealed class Outline
{
    /// <summary>Places and lengths are counted in this part of a pixel.</summary>
    public const int Unit = 8;

    /// <summary>How many directions a form can be turned to.</summary>
    public const int Turns = 4 * QuarterSteps;

    /// <summary>What <see cref="Cover"/> says of a pixel within.</summary>
    public const int FullCover = Samples * Samples;

    // A pixel is looked at in so many places down and across.
    private const int Samples = 4;
    private const int QuarterSteps = 16;

    private readonly int _cosine;
    private readonly int _sine;
    private readonly int _norm;
    private readonly int _radius;

    /// <param name="form">What it looks like.</param>
    /// <param name="area">Its area in pixels, whatever its form: how much colour there is must not tell forms apart.</param>
    /// <param name="turn">The direction, from 0 to below <see cref="Turns"/>.</param>
    /// <param name="x">The place of its centre from the left, in units.</param>
    /// <param name="y">The place of its centre from the top, in units.</param>
    public Outline(Form form, int area, int turn, int x, int y)
    {
        (Form, Area, Turn, X, Y) = (form, area, turn, x, y);

        // A rational point of the circle: (n² - k²)² + (2nk)² = (n² + k²)².
        (int quarter, int step) = Math.DivRem(turn, QuarterSteps);
        _cosine = (QuarterSteps * QuarterSteps) - (step * step);
        _sine = 2 * QuarterSteps * step;
        _norm = (QuarterSteps * QuarterSteps) + (step * step);
        for (; quarter > 0; quarter--)
        {
            (_cosine, _sine) = (-_sine, _cosine);
        }

        int squared = Unit * Unit * area;
        _radius = form switch
        {
            Form.Circle => Root(squared * 113 / 355),
            Form.Square => Root(squared / 4),
            Form.Triangle => Root(squared * 56 / 291),
            Form.Cross => Root(squared * 9 / 20),
            Form.Ring => Root(squared * 452 / 1065),
            _ => throw new InvalidOperationException($"There is no form {form}."),
        };
    }

    /// <summary>What it looks like.</summary>
    public Form Form { get; }

    /// <summary>Its area in pixels.</summary>
    public int Area { get; }

    /// <summary>Its direction.</summary>
    public int Turn { get; }

    /// <summary>The place of its centre from the left, in units.</summary>
    public int X { get; }

    /// <summary>The place of its centre from the top, in units.</summary>
    public int Y { get; }

    /// <summary>Nothing of it is farther from its centre than this, in units.</summary>
    public int Reach => 1 + Form switch
    {
        Form.Square => Root(2 * _radius * _radius),
        Form.Triangle => 2 * _radius,
        Form.Cross => Root(10 * _radius * _radius / 9),
        _ => _radius,
    };

    /// <summary>How much of a pixel it covers, from 0 to <see cref="FullCover"/>.</summary>
    /// <param name="row">The pixel's row.</param>
    /// <param name="column">The pixel's column.</param>
    public int Cover(int row, int column)
    {
        const int Step = Unit / Samples;
        int hits = 0;
        for (int sample = 0; sample < FullCover; sample++)
        {
            (int down, int across) = Math.DivRem(sample, Samples);
            int x = (column * Unit) + (across * Step) + (Step / 2);
            int y = (row * Unit) + (down * Step) + (Step / 2);
            hits += Contains(x - X, y - Y) ? 1 : 0;
        }

        return hits;
    }

    private bool Contains(int x, int y)
    {
        long u = ((long)x * _cosine) + ((long)y * _sine);
        long v = ((long)y * _cosine) - ((long)x * _sine);
        long radius = (long)_radius * _norm;
        (long across, long down) = (Math.Abs(u), Math.Abs(v));
        return Form switch
        {
            Form.Circle => (u * u) + (v * v) <= radius * radius,
            Form.Square => Math.Max(across, down) <= radius,

            // 97 / 56 stands for the root of 3; the radius is that of the inner circle.
            Form.Triangle => v <= radius && (97 * across) - (56 * v) <= 112 * radius,
            Form.Cross => Math.Max(across, down) <= radius && 3 * Math.Min(across, down) <= radius,
            _ => (u * u) + (v * v) <= radius * radius && 4 * ((u * u) + (v * v)) >= radius * radius,
        };
    }

    private static int Root(int square) => (int)Math.Sqrt(square);
}
