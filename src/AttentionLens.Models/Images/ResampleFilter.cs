namespace AttentionLens.Models.Images;

/// <summary>How pixels are made when an image is resized. The numbers are those of <c>resample</c> in preprocessing configurations.</summary>
internal enum ResampleFilter
{
    Nearest = 0,
    Lanczos = 1,
    Bilinear = 2,
    Bicubic = 3,
    Box = 4,
    Hamming = 5,
}
