namespace AttentionLens.Models.Tokenizers;

/// <summary>Joins continuations to what they continue, and puts a space before every other token.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanUp) : TokenDecoder
{
    // Spaces that English writes nowhere, in the order in which the reference removes them.
    private static readonly (string Found, string Wanted)[] Spacing =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"),
        (" 've", "'ve"), (" 're", "'re"),
    ];

    public static WordPieceDecoder Read(ComponentSettings settings) =>
        new(settings.OptionalText("prefix") ?? WordPieceModel.DefaultPrefix, settings.Flag("cleanup", absent: true));

    public override List<string> Decode(List<string> tokens) => [.. tokens.Select((token, index) => Decode(token, index == 0))];

    private string Decode(string token, bool first)
    {
        string text = first ? token
            : prefix.Length > 0 && token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..]
            : " " + token;
        return cleanUp
            ? Spacing.Aggregate(text, (current, change) => current.Replace(change.Found, change.Wanted, StringComparison.Ordinal))
            : text;
    }
}
