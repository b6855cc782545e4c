namespace AttentionLens.Engine;

/// <summary>The images of figures that were written or read so far, so that an image which several figures of a report show stands in it once.</summary>
internal sealed class SharedImages
{
    private readonly Dictionary<ArtefactId, ColorImage> _images = [];

    /// <summary>The image of an earlier figure, or null.</summary>
    public ColorImage? Of(ArtefactId figure) => _images.GetValueOrDefault(figure);

    /// <summary>The earlier figure that shows the same pixels, or null.</summary>
    public ArtefactId? Find(ColorImage image)
    {
        foreach ((ArtefactId figure, ColorImage earlier) in _images)
        {
            if (earlier == image || (earlier.Width == image.Width && earlier.Height == image.Height && earlier.Values.AsSpan().SequenceEqual(image.Values.AsSpan())))
            {
                return figure;
            }
        }

        return null;
    }

    /// <summary>Remembers an image; of figures of one name, the first's.</summary>
    public void Add(ArtefactId figure, ColorImage image) => _images.TryAdd(figure, image);
}
