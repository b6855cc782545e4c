namespace AttentionLens.Rendering;

/// <summary>The colours of an image's pixels under the scores of its patches: the image in grey, drawn back toward the ground, and the larger a score the less of it
/// shows through. What figures are made of, for whoever shows them by other means than a picture.</summary>
public sealed class OverlayColors
{
    private const double Strongest = 0.88;
    private const double GreyRange = 0.62;
    private readonly PatchGrid _patches;
    private readonly NamedScores _scores;
    private readonly RenderTheme _theme;
    private readonly ColorRamp _ramp;
    private readonly double _largest;

    /// <summary>Prepares the colours.</summary>
    /// <param name="patches">How the image is cut into patches.</param>
    /// <param name="scores">A score for each patch, row by row.</param>
    /// <param name="theme">The ground that the image stands on.</param>
    public OverlayColors(PatchGrid patches, NamedScores scores, RenderTheme theme)
    {
        (_patches, _scores, _theme) = (patches, scores, theme);
        _ramp = SignedScale.Ramp(scores.Scale, theme);
        _largest = SignedScale.Largest(scores.Scale);
    }

    /// <summary>The colour of a pixel.</summary>
    /// <param name="x">Its column in the image, from 0.</param>
    /// <param name="y">Its row in the image, from 0.</param>
    /// <param name="red">Its red in the image.</param>
    /// <param name="green">Its green in the image.</param>
    /// <param name="blue">Its blue in the image.</param>
    /// <returns>The colour, or null where the score is missing.</returns>
    public ScaleColor? At(int x, int y, byte red, byte green, byte blue) =>
        Cover(x, y, new Rgb(red, green, blue)) is { } color ? new ScaleColor(color.Red, color.Green, color.Blue, color.TakesDarkText) : null;

    /// <summary>The colour of a pixel, or null where the score is missing.</summary>
    internal Rgb? Cover(int x, int y, Rgb pixel)
    {
        byte grey = Grey(pixel);
        (int row, int column) = (y / _patches.Side, x / _patches.Side);
        if (row >= _patches.Rows || column >= _patches.Columns)
        {
            return new Rgb(grey, grey, grey);
        }

        float score = _scores.Values[(row * _patches.Columns) + column];
        int level = _ramp.Level(score);
        if (level == ColorRamp.MissingLevel)
        {
            return null;
        }

        // The square root lets weak scores show; they would be lost on the image otherwise.
        double cover = _largest == 0 ? 0 : Strongest * Math.Sqrt(Math.Min(1, Math.Abs(score) / _largest));
        Rgb color = _ramp.ColorAt(level);
        return new Rgb(Mixed(grey, color.Red, cover), Mixed(grey, color.Green, cover), Mixed(grey, color.Blue, cover));
    }

    private static byte Mixed(byte below, byte above, double cover) => (byte)Math.Round((below * (1 - cover)) + (above * cover));

    // Weights of luma in integers, so that rounding is the same everywhere. Source: ITU-R BT.601.
    private byte Grey(Rgb pixel)
    {
        int luma = ((299 * pixel.Red) + (587 * pixel.Green) + (114 * pixel.Blue) + 500) / 1000;
        return (byte)Math.Round(_theme == RenderTheme.Dark ? luma * GreyRange : 255 - ((255 - luma) * GreyRange));
    }
}
