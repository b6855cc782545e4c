using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>Small rasters in rows, each below its name.</summary>
internal sealed class Thumbnails
{
    private const int Gap = 2;
    private const int Smallest = 4;
    private const int Largest = 32;
    private readonly Screen _screen;
    private readonly Shades _shades;
    private readonly int _pitch;
    private readonly int _across;

    /// <param name="screen">Where they are shown.</param>
    /// <param name="shades">The scale of all.</param>
    /// <param name="count">How many should stand side by side.</param>
    /// <param name="columns">The columns of the largest.</param>
    /// <param name="smallest">The least cells across before a row is broken.</param>
    public Thumbnails(Screen screen, Shades shades, int count, int columns, int smallest)
    {
        (_screen, _shades) = (screen, shades);
        int gap = (screen.Width / Math.Max(1, count)) - Gap < Smallest ? 1 : Gap;
        int wanted = Math.Clamp((screen.Width / Math.Max(1, count)) - gap, Math.Max(Smallest, smallest), Largest);
        Side = Math.Min(wanted, screen.Width - gap);
        _pitch = Math.Max(Math.Min(Side, columns), Smallest) + gap;
        _across = Math.Max(1, (screen.Width + gap) / _pitch);
    }

    /// <summary>The most cells that a raster has across and down.</summary>
    public int Side { get; }

    /// <summary>Shows rasters, as many side by side as fit.</summary>
    public void Write(IEnumerable<(string Name, Raster Raster)> rasters)
    {
        foreach ((string Name, Raster Raster)[] group in rasters.Chunk(_across))
        {
            _screen.Line(group.Select(item => new Segment(ShownText.Fit(item.Name, _pitch - 1) + " ", _screen.Faint)));
            int height = group.Max(item => (item.Raster.Height + 1) / 2);
            _screen.Lines(Enumerable.Range(0, height).Select(line =>
                group.SelectMany(item => item.Raster.Line(line, _shades).Append(new Segment(new string(' ', _pitch - item.Raster.Width))))));
        }
    }
}
