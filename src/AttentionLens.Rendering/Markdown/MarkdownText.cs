using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Texts within Markdown (CommonMark with tables), where none of their letters is markup.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_[]<>|~#&$@";

    /// <summary>A text on one line.</summary>
    public static string Inline(string text)
    {
        StringBuilder escaped = new();
        for (int index = 0; index < text.Length; index++)
        {
            // A colon before slashes and a dot behind www would make a link.
            bool isLink = text[index] == ':' && text.AsSpan(index + 1).StartsWith("//")
                || text[index] == '.' && text.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase);
            if (isLink || Special.Contains(text[index], StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(text[index]);
        }

        return Reading.Isolated(escaped.ToString());
    }

    /// <summary>Where a figure of a report stands.</summary>
    public static string FigurePath(ArtefactId id, RenderOptions options) => $"{options.FigureFolder}{id.FileName}.svg";

    /// <summary>A text that begins a line, where also a number or dash would be markup.</summary>
    public static string Paragraph(string text)
    {
        string inline = Inline(text);
        int digits = inline.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && inline[digits] is '.' or ')'
            ? inline.Insert(digits, "\\")
            : inline is ['-' or '+' or '=' or ':', ..] ? "\\" + inline : inline;
    }
}
