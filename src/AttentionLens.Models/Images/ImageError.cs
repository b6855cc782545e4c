using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Images;

/// <summary>Makes the errors of image files.</summary>
internal static class ImageError
{
    /// <summary>The error for a file that cannot be used.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="found">What is wrong with it.</param>
    /// <param name="expected">What was expected.</param>
    public static LensInputException Of(string file, string found, string expected) => new($"Image {Quoted.Of(file)} {found}; expected {expected}.");
}
