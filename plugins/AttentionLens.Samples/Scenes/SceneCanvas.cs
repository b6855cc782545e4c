namespace AttentionLens.Samples;

/// <summary>Draws scenes in whole numbers: the same bytes on every machine.</summary>
internal sealed class SceneCanvas
{
    private const int Channels = 3;
    private const int Side = Scene.Side;

    private const int DarkestGround = 35;
    private const int GroundLevels = 60;
    private const int Tint = 12;
    private const int Slope = 30;
    private const int Grain = 8;
    private const int FewestLines = 3;
    private const int MostLines = 6;
    private const int LongestLine = 14;
    private const int FewestDots = 6;
    private const int MostDots = 14;
    private const int DarkestClutter = 90;

    private readonly byte[] _levels = new byte[Side * Side * Channels];

    private SceneCanvas()
    {
    }

    /// <summary>Draws a scene: noise, lines and dots, and over them the shapes.</summary>
    /// <param name="scene">The scene.</param>
    /// <returns>[row, column, channel], red, green and blue from 0 to 255.</returns>
    public static byte[] Draw(Scene scene)
    {
        SceneCanvas canvas = new();
        SeededRandom random = new(scene.Texture);
        canvas.DrawGround(random);
        canvas.DrawLines(random);
        canvas.DrawDots(random);
        foreach (SceneShape shape in scene.Distractors)
        {
            canvas.DrawShape(shape);
        }

        canvas.DrawShape(scene.Deciding);
        return canvas._levels;
    }

    private void DrawGround(SeededRandom random)
    {
        int level = DarkestGround + random.Next(GroundLevels);
        int[] tints = [Around(random, Tint), Around(random, Tint), Around(random, Tint)];
        int across = Around(random, Slope);
        int down = Around(random, Slope);
        for (int index = 0; index < _levels.Length; index++)
        {
            (int pixel, int channel) = Math.DivRem(index, Channels);
            (int row, int column) = Math.DivRem(pixel, Side);
            int slope = ((across * (column - (Side / 2))) + (down * (row - (Side / 2)))) / Side;
            _levels[index] = (byte)Math.Clamp(level + tints[channel] + slope + Around(random, Grain), 0, byte.MaxValue);
        }
    }

    private void DrawLines(SeededRandom random)
    {
        int count = FewestLines + random.Next(MostLines - FewestLines + 1);
        for (int line = 0; line < count; line++)
        {
            (int row, int column) = (random.Next(Side), random.Next(Side));
            (int down, int across) = (Around(random, LongestLine), Around(random, LongestLine));
            Shade shade = Clutter(random);
            int steps = Math.Max(1, Math.Max(Math.Abs(down), Math.Abs(across)));
            for (int step = 0; step <= steps; step++)
            {
                Put(row + (down * step / steps), column + (across * step / steps), shade, Outline.FullCover);
            }
        }
    }

    private void DrawDots(SeededRandom random)
    {
        int count = FewestDots + random.Next(MostDots - FewestDots + 1);
        for (int dot = 0; dot < count; dot++)
        {
            (int row, int column) = (random.Next(Side), random.Next(Side));
            int size = 1 + random.Next(2);
            Shade shade = Clutter(random);
            for (int pixel = 0; pixel < size * size; pixel++)
            {
                Put(row + (pixel / size), column + (pixel % size), shade, Outline.FullCover);
            }
        }
    }

    private void DrawShape(SceneShape shape)
    {
        foreach ((int row, int column, int cover) in SceneMask.Pixels(shape.Outline))
        {
            Put(row, column, shape.Shade, cover);
        }
    }

    private void Put(int row, int column, Shade shade, int cover)
    {
        if (row < 0 || row >= Side || column < 0 || column >= Side)
        {
            return;
        }

        (int red, int green, int blue) = shade.Levels;
        Span<byte> pixel = _levels.AsSpan(((row * Side) + column) * Channels, Channels);
        (pixel[0], pixel[1], pixel[2]) = (Mixed(pixel[0], red, cover), Mixed(pixel[1], green, cover), Mixed(pixel[2], blue, cover));
    }

    private static byte Mixed(int below, int above, int cover) =>
        (byte)(((below * (Outline.FullCover - cover)) + (above * cover) + (Outline.FullCover / 2)) / Outline.FullCover);

    // Any hue, red too: that there is red somewhere must not be enough.
    private static Shade Clutter(SeededRandom random) =>
        new(random.Next(Shade.Hues), random.Next(256), DarkestClutter + random.Next(256 - DarkestClutter));

    private static int Around(SeededRandom random, int range) => random.Next((2 * range) + 1) - range;
}
