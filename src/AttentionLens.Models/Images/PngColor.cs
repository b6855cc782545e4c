namespace AttentionLens.Models.Images;

/// <summary>The colour types of PNG files, by their numbers in the format.</summary>
internal enum PngColor
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}
