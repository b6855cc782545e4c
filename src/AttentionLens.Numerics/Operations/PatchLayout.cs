namespace AttentionLens.Numerics;

/// <summary>How images are cut into patches. Pixels at the right and lower edge that fill no patch are left out.</summary>
/// <param name="Batch">Images.</param>
/// <param name="Channels">Channels of each.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
/// <param name="Side">The side of a patch, in pixels.</param>
public readonly record struct PatchLayout(int Batch, int Channels, int Height, int Width, int Side)
{
    /// <summary>Patches in each image.</summary>
    public int Patches => Height / Side * (Width / Side);

    /// <summary>Numbers in each patch.</summary>
    public int PatchWidth => Channels * Side * Side;

    /// <summary>Where each run of <see cref="Side"/> pixels of the patches begins in the images, in the order of the patches.</summary>
    internal IEnumerable<int> Segments()
    {
        for (int image = 0; image < Batch; image++)
        {
            for (int top = 0; top < Height / Side; top++)
            {
                for (int left = 0; left < Width / Side; left++)
                {
                    for (int line = 0; line < Channels * Side; line++)
                    {
                        (int channel, int row) = Math.DivRem(line, Side);
                        yield return ((((image * Channels) + channel) * Height) + (top * Side) + row) * Width + (left * Side);
                    }
                }
            }
        }
    }
}
