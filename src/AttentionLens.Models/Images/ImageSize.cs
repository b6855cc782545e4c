namespace AttentionLens.Models.Images;

/// <summary>The size that preprocessing brings images to: fixed, or a length of the shorter edge that keeps the proportions.</summary>
/// <param name="Height">Rows of pixels; where proportions are kept, the length of the shorter edge.</param>
/// <param name="Width">Columns of pixels; likewise.</param>
/// <param name="KeepsProportions">Whether proportions are kept.</param>
internal readonly record struct ImageSize(int Height, int Width, bool KeepsProportions)
{
    /// <summary>The size of a particular image.</summary>
    public (int Height, int Width) For(ByteImage image)
    {
        if (!KeepsProportions)
        {
            return (Height, Width);
        }

        long longer = (long)Height * Math.Max(image.Height, image.Width) / Math.Min(image.Height, image.Width);
        return longer * Height > ByteImage.MostPixels
            ? throw new LensInputException($"An image of {image.Height} by {image.Width} pixels would become {Height} by {longer}; expected at most {ByteImage.MostPixels} pixels.")
            : image.Height <= image.Width ? (Height, (int)longer) : ((int)longer, Height);
    }
}
