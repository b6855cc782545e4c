namespace AttentionLens.Rendering.Tests;

/// <summary>Where the coordinates of an element lie on the page: turned and scaled alike in both directions, then moved.</summary>
internal readonly record struct Placement(double Cosine, double Sine, double X, double Y)
{
    public static Placement None => new(1, 0, 0, 0);

    public Placement Moved(double x, double y)
    {
        Point origin = Of(x, y);
        return this with { X = origin.X, Y = origin.Y };
    }

    public Placement Turned(double degrees)
    {
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        return this with { Cosine = (Cosine * cosine) - (Sine * sine), Sine = (Sine * cosine) + (Cosine * sine) };
    }

    public Placement Scaled(double factor) => this with { Cosine = Cosine * factor, Sine = Sine * factor };

    public Point Of(double x, double y) => new(X + (Cosine * x) - (Sine * y), Y + (Sine * x) + (Cosine * y));
}
