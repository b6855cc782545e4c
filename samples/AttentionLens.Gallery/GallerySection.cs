using System.Collections.Immutable;

namespace AttentionLens.Gallery;

/// <summary>The pictures that one command makes.</summary>
/// <param name="Name">How its pictures are called in files.</param>
/// <param name="Title">The heading.</param>
/// <param name="Arguments">The command without its output.</param>
/// <param name="Entries">The pictures.</param>
public sealed record GallerySection(string Name, string Title, ImmutableArray<string> Arguments, ImmutableArray<GalleryEntry> Entries)
{
    /// <summary>The command as it is typed.</summary>
    public string Command => $"attentionlens {string.Join(' ', Arguments.Select(Quoted))} --out {Name}-report";

    private static string Quoted(string argument) => argument.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or '=')
        ? argument
        : $"\"{argument}\"";
}
