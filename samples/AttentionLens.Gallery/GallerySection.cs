using System.Collections.Immutable;

namespace AttentionLens.Gallery;

/// <summary>The pictures that one command makes.</summary>
/// <param name="Name">How its pictures are called in files.</param>
/// <param name="Title">The heading.</param>
/// <param name="Given">The command that makes them, without <c>--out</c> where that is the section's own folder.</param>
/// <param name="Entries">The pictures.</param>
public sealed record GallerySection(string Name, string Title, ImmutableArray<string> Given, ImmutableArray<GalleryEntry> Entries)
{
    /// <summary>Commands whose reports it reads.</summary>
    public ImmutableArray<GalleryCommand> Earlier { get; init; } = [];

    /// <summary>All commands in their order; the last makes the pictures.</summary>
    public ImmutableArray<GalleryCommand> Commands => [.. Earlier, new GalleryCommand($"{Name}-report", Given)];
}
