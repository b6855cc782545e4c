namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns marks back into spaces; the first token loses the ones that encoding added.</summary>
internal sealed class MetaspaceDecoder(MetaspaceSettings settings) : TokenDecoder
{
    public override List<string> Decode(List<string> tokens) => [.. tokens.Select((token, index) =>
        index == 0 && settings.Scheme != PrependScheme.Never
            ? token.Replace(settings.Mark.ToString(), string.Empty, StringComparison.Ordinal)
            : token.Replace(settings.Mark, ' '))];
}
