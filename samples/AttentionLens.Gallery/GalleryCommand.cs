using System.Collections.Immutable;

namespace AttentionLens.Gallery;

/// <summary>A command that makes pictures.</summary>
/// <param name="Folder">The folder that it writes into.</param>
/// <param name="Given">What it is given, without <c>--out</c> where that is the folder.</param>
public sealed record GalleryCommand(string Folder, ImmutableArray<string> Given)
{
    private const string Out = "--out";

    /// <summary>All that stands behind the command's name.</summary>
    public ImmutableArray<string> Arguments => Given.Contains(Out) ? Given : [.. Given, Out, Folder];

    /// <summary>The command as it is typed.</summary>
    public string Text => $"attentionlens {string.Join(' ', Arguments.Select(Quoted))}";

    private static string Quoted(string argument) => argument.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or '=')
        ? argument
        : $"\"{argument}\"";
}
