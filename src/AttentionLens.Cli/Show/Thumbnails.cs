using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Small rasters in rows, each below its name.</summary>
internal static class Thumbnails
{
    private const int Gap = 2;
    private const int Smallest = 6;
    private const int Largest = 24;

    /// <summary>The side of a thumbnail, in cells, where so many should stand side by side.</summary>
    public static int Side(int count, int width) => Math.Clamp((width / Math.Max(1, count)) - Gap, Smallest, Largest);

    /// <summary>The lines of all rasters, as many side by side as fit.</summary>
    public static IEnumerable<IEnumerable<Segment>> Lines(IReadOnlyList<(string Name, Raster Raster)> rasters, Shades shades, int side, int width)
    {
        foreach ((string Name, Raster Raster)[] group in rasters.Chunk(Math.Max(1, (width + Gap) / (side + Gap))))
        {
            yield return group.Select(item => new Segment(ShownText.Fit(item.Name, side + Gap)));
            int height = group.Max(item => (item.Raster.Height + 1) / 2);
            for (int line = 0; line < height; line++)
            {
                int current = line;
                yield return group.SelectMany(item => item.Raster.Line(current, shades).Append(new Segment(new string(' ', side + Gap - item.Raster.Width))));
            }
        }
    }
}
