using System.Buffers;

namespace AttentionLens.Testing;

/// <summary>The two files of a snapshot.</summary>
internal sealed record SnapshotFiles(string Received, string Verified)
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-=");

    /// <summary>The files beside a test.</summary>
    /// <exception cref="LensInputException">The names do not make a file name, or the test's file is not found.</exception>
    public static SnapshotFiles For(string sourceFile, string member, string? variant, string extension)
    {
        string source = SourceFile.Find(sourceFile, AppContext.BaseDirectory);
        string name = $"{Path.GetFileNameWithoutExtension(source)}.{member}{(variant is null ? string.Empty : "_" + variant)}";
        if ((name + extension).AsSpan().ContainsAnyExcept(Letters) || extension.Length == 0)
        {
            throw new LensInputException(
                $"The snapshot '{name}' with extension '{extension}' cannot be a file: expected letters, digits, '.', '_', '-' and '='; choose another variant.");
        }

        string stem = Path.Combine(Path.GetDirectoryName(source) ?? string.Empty, name);
        return new SnapshotFiles($"{stem}.received.{extension}", $"{stem}.verified.{extension}");
    }
}
