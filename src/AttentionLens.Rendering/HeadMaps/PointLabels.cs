using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Finds places for the names of points so that none lies on another, on a point, or outside. Points that stand alone come first; a name without room is left out.</summary>
internal sealed class PointLabels(ImmutableArray<(double X, double Y)> places, double radius, double textSize, (double Width, double Height) room)
{
    private const double Gap = 2;
    private readonly List<Box> _taken = [.. places.Select(place => new Box(place.X - radius, place.Y - radius, place.X + radius, place.Y + radius))];

    /// <summary>The names that have room, with the left ends of their baselines, in the order of the points.</summary>
    public ImmutableArray<(int Point, double X, double Y)> Of(ImmutableArray<string> names)
    {
        List<(int Point, double X, double Y)> written = [];
        foreach (int point in Enumerable.Range(0, places.Length).OrderByDescending(Loneliness).ThenBy(point => point))
        {
            foreach (Box box in Candidates(places[point], TextWidth.Em(names[point]) * textSize))
            {
                if (box.Left >= 0 && box.Top >= 0 && box.Right <= room.Width && box.Bottom <= room.Height && !_taken.Any(box.Meets))
                {
                    _taken.Add(box);
                    written.Add((point, box.Left, box.Bottom - (0.2 * textSize)));
                    break;
                }
            }
        }

        return [.. written.OrderBy(label => label.Point)];
    }

    private double Loneliness(int point)
    {
        double nearest = double.PositiveInfinity;
        for (int other = 0; other < places.Length; other++)
        {
            if (other != point)
            {
                (double x, double y) = (places[other].X - places[point].X, places[other].Y - places[point].Y);
                nearest = Math.Min(nearest, (x * x) + (y * y));
            }
        }

        return nearest;
    }

    private IEnumerable<Box> Candidates((double X, double Y) place, double width)
    {
        double away = radius + Gap;
        (double middle, double half) = (place.Y - (textSize / 2), place.X - (width / 2));
        foreach ((double left, double top) in new[]
        {
            (place.X + away, middle), (place.X - away - width, middle), (half, place.Y - away - textSize), (half, place.Y + away),
            (place.X + away, place.Y - away - textSize), (place.X + away, place.Y + away), (place.X - away - width, place.Y - away - textSize), (place.X - away - width, place.Y + away),
        })
        {
            yield return new Box(left, top, left + width, top + textSize);
        }
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
