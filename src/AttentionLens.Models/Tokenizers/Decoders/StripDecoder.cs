namespace AttentionLens.Models.Tokenizers;

/// <summary>Takes a character off the ends of each token, as often as the file allows.</summary>
internal sealed class StripDecoder(string content, int left, int right) : TokenDecoder
{
    public static StripDecoder Read(ComponentSettings settings)
    {
        string content = settings.Text("content");
        return content.Length > 0
            ? new StripDecoder(content, settings.Count("start"), settings.Count("stop"))
            : throw new LensInputException($"{settings.Place}.content is empty; expected the character to take off.");
    }

    public override List<string> Decode(List<string> tokens) => [.. tokens.Select(Strip)];

    private string Strip(string token)
    {
        ReadOnlySpan<char> rest = token;
        for (int i = 0; i < left && rest.StartsWith(content, StringComparison.Ordinal); i++)
        {
            rest = rest[content.Length..];
        }

        for (int i = 0; i < right && rest.EndsWith(content, StringComparison.Ordinal); i++)
        {
            rest = rest[..^content.Length];
        }

        return rest.ToString();
    }
}
