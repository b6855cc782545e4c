using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Replaces every match of a pattern within each token.</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : TokenDecoder
{
    public static ReplaceDecoder Read(ComponentSettings settings) =>
        new(TextPattern.Read(settings.Inner("pattern")), settings.Text("content"));

    public override List<string> Decode(List<string> tokens) => [.. tokens.Select(Replace)];

    private string Replace(string token)
    {
        StringBuilder text = new();
        int copied = 0;
        foreach ((int start, int length) in pattern.Matches(token))
        {
            text.Append(token.AsSpan(copied, start - copied)).Append(content);
            copied = start + length;
        }

        return text.Append(token.AsSpan(copied)).ToString();
    }
}
