using AttentionLens.Tests;

namespace AttentionLens.Architecture.Tests;

/// <summary>A text file of the checkout.</summary>
/// <param name="Path">Its path from the root of the checkout, with slashes.</param>
internal sealed record SourceFile(string Path)
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", ".git", ".vs", "TestResults", "report"];

    private static readonly string[] TextExtensions =
    [
        ".cs", ".csproj", ".props", ".targets", ".json", ".jsonl", ".md", ".sln", ".txt", ".yml", ".yaml", ".sh", ".ps1", ".svg", ".html", ".css", ".js", ".xml",
        ".editorconfig", ".gitignore", ".gitattributes", ".config",
    ];

    /// <summary>All text files, without what a build writes and without the sample models, whose vocabularies are data.</summary>
    public static IEnumerable<SourceFile> All =>
        Walk(ReferenceData.Checkout)
            .Where(file => TextExtensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Select(file => new SourceFile(System.IO.Path.GetRelativePath(ReferenceData.Checkout, file).Replace('\\', '/')))
            .Where(file => !file.Path.StartsWith("samples/models/", StringComparison.Ordinal) && !file.Path.Contains(".received.", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>The C# files of the product.</summary>
    public static IEnumerable<SourceFile> Product =>
        All.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)
            && (file.Path.StartsWith("src/", StringComparison.Ordinal) || file.Path.StartsWith("plugins/", StringComparison.Ordinal)));

    /// <summary>The file's text.</summary>
    public string Text => File.ReadAllText(System.IO.Path.Combine(ReferenceData.Checkout, Path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !Generated.Contains(System.IO.Path.GetFileName(child)) && new DirectoryInfo(child).LinkTarget is null)
                .SelectMany(Walk));
}
