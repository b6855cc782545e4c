using System.Collections.Immutable;

namespace AttentionLens.Gallery;

/// <summary>A command that makes pictures.</summary>
/// <param name="Output">The folder that it writes into.</param>
/// <param name="Arguments">What it is given besides.</param>
public sealed record GalleryCommand(string Output, ImmutableArray<string> Arguments)
{
    /// <summary>The command as it is typed.</summary>
    public string Text => $"attentionlens {string.Join(' ', Arguments.Select(Quoted))} --out {Output}";

    private static string Quoted(string argument) => argument.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or '=')
        ? argument
        : $"\"{argument}\"";
}
