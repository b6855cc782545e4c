namespace AttentionLens.Models.Images;

/// <summary>Reads image files of the formats that are known.</summary>
internal static class ImageFile
{
    private const long LargestFile = 256L << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Three channels, or one where the file is grey.</returns>
    /// <exception cref="LensInputException">It cannot be read, is damaged, or is of another format.</exception>
    public static ByteImage Read(string path)
    {
        string name = Path.GetFileName(path);
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > LargestFile)
            {
                throw ImageError.Of(name, $"has {length} bytes", $"at most {LargestFile}");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LensInputException(
                ImageError.Of(name, File.Exists(path) ? "cannot be read" : Directory.Exists(path) ? "is a folder" : "is not there", "a PNG or JPEG file").Message,
                error);
        }

        return bytes.AsSpan().StartsWith(PngFile.Signature) ? PngFile.Decode(bytes, name)
            : bytes.AsSpan().StartsWith(JpegFile.Signature) ? JpegFile.Decode(bytes, name)
            : throw ImageError.Of(name, bytes.Length == 0 ? "is empty" : "begins like no known format", "a PNG or JPEG file");
    }
}
