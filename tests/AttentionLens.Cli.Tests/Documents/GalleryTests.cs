using AttentionLens.Cli.Tests.Running;
using AttentionLens.Gallery;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>The gallery in docs/ is what its command makes.</summary>
public sealed class GalleryTests
{
    private const long LargestSum = 3 << 20;
    private static readonly string Documents = Path.Combine(ReferenceData.Checkout, "docs");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Make_OnAnyNumberOfThreads_GivesTheBytesInTheCheckout(int threads)
    {
        using TemporaryFolder folder = new();

        await GalleryMaker.MakeAsync(folder.Folder, threads, CancellationToken.None);

        string[] made = Names(Path.Combine(folder.Folder, "images", "gallery"));
        Assert.Equal(Names(Path.Combine(Documents, "images", "gallery")), made);
        Assert.All(
            made.Select(name => Path.Combine("images", "gallery", name)).Append("gallery.md"),
            name => Assert.True(
                File.ReadAllBytes(Path.Combine(Documents, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder.Folder, name))),
                $"docs/{name} is not what samples/AttentionLens.Gallery makes; run it and look at the difference."));
    }

    [Fact]
    public void Pictures_All_AreSmallEnoughForARepository() => Assert.InRange(
        Directory.EnumerateFiles(Path.Combine(Documents, "images", "gallery")).Sum(file => new FileInfo(file).Length), 1, LargestSum);

    private static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
