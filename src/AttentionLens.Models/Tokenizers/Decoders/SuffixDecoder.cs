namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns the marks that end words into spaces, but for the last token's; what files call BPEDecoder.</summary>
internal sealed class SuffixDecoder(string suffix) : TokenDecoder
{
    public static SuffixDecoder Read(ComponentSettings settings)
    {
        string suffix = settings.OptionalText("suffix") ?? "</w>";
        return suffix.Length > 0
            ? new SuffixDecoder(suffix)
            : throw new LensInputException($"{settings.Place}.suffix is empty; expected the mark that ends words.");
    }

    public override List<string> Decode(List<string> tokens) => [.. tokens.Select((token, index) =>
        token.Replace(suffix, index == tokens.Count - 1 ? string.Empty : " ", StringComparison.Ordinal))];
}
