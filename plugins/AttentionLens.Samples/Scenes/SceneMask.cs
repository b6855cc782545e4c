using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>Where a shape is: every pixel that it covers in any part. No other pixel of an image depends on it.</summary>
internal sealed class SceneMask
{
    private readonly bool[] _pixels = new bool[Scene.Side * Scene.Side];

    /// <param name="outline">The shape's outline.</param>
    public SceneMask(Outline outline)
    {
        foreach ((int row, int column, _) in Pixels(outline))
        {
            _pixels[(row * Scene.Side) + column] = true;
        }
    }

    /// <summary>The runs of its pixels: [start, end) in an image whose pixels are counted from 0, row by row.</summary>
    public ImmutableArray<(int Start, int End)> Runs
    {
        get
        {
            ImmutableArray<(int Start, int End)>.Builder runs = ImmutableArray.CreateBuilder<(int Start, int End)>();
            for (int pixel = 0; pixel < _pixels.Length; pixel++)
            {
                if (_pixels[pixel] && runs.Count > 0 && runs[^1].End == pixel && pixel % Scene.Side > 0)
                {
                    runs[^1] = (runs[^1].Start, pixel + 1);
                }
                else if (_pixels[pixel])
                {
                    runs.Add((pixel, pixel + 1));
                }
            }

            return runs.DrainToImmutable();
        }
    }

    /// <summary>The patches that it touches, counted from 0, row by row, and how many of each patch's pixels are its own.</summary>
    /// <param name="side">The side of a patch, in pixels.</param>
    public ImmutableArray<(int Patch, int Pixels)> Patches(int side)
    {
        int columns = Scene.Side / side;
        int[] counts = new int[columns * columns];
        for (int pixel = 0; pixel < _pixels.Length; pixel++)
        {
            (int row, int column) = Math.DivRem(pixel, Scene.Side);
            counts[(row / side * columns) + (column / side)] += _pixels[pixel] ? 1 : 0;
        }

        return [.. counts.Index().Where(entry => entry.Item > 0)];
    }

    /// <summary>The pixels that a shape covers, and how much of each, from 1 to <see cref="Outline.FullCover"/>.</summary>
    /// <param name="outline">The shape's outline.</param>
    public static IEnumerable<(int Row, int Column, int Cover)> Pixels(Outline outline)
    {
        int top = Math.Max(0, (outline.Y - outline.Reach) / Outline.Unit);
        int bottom = Math.Min(Scene.Side - 1, (outline.Y + outline.Reach) / Outline.Unit);
        int left = Math.Max(0, (outline.X - outline.Reach) / Outline.Unit);
        int right = Math.Min(Scene.Side - 1, (outline.X + outline.Reach) / Outline.Unit);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                if (outline.Cover(row, column) is > 0 and int cover)
                {
                    yield return (row, column, cover);
                }
            }
        }
    }
}
