namespace AttentionLens.Models.Tokenizers;

/// <summary>What the Metaspace pre-tokenizer and decoder have in common.</summary>
/// <param name="Mark">The character that spaces become.</param>
/// <param name="Scheme">Where a mark is added.</param>
/// <param name="Cut">Whether the text is cut before every mark.</param>
internal sealed record MetaspaceSettings(char Mark, PrependScheme Scheme, bool Cut)
{
    private const string CustomaryMark = "\u2581";

    public static MetaspaceSettings Read(ComponentSettings settings)
    {
        // Written by old versions; it repeats the replacement.
        settings.OptionalText("str_rep");
        string mark = settings.OptionalText("replacement") ?? CustomaryMark;
        if (mark.Length != 1 || char.IsSurrogate(mark[0]))
        {
            throw new LensInputException($"{settings.Place}.replacement is {Quote.Short(mark)}; expected one character up to U+FFFF.");
        }

        PrependScheme absent = settings.Flag("add_prefix_space", absent: true) ? PrependScheme.Always : PrependScheme.Never;
        string? scheme = settings.OptionalText("prepend_scheme");
        return new MetaspaceSettings(
            mark[0],
            scheme switch
            {
                null => absent,
                "always" => PrependScheme.Always,
                "first" => PrependScheme.First,
                "never" => PrependScheme.Never,
                _ => throw new LensInputException(
                    $"{settings.Place}.prepend_scheme is {Quote.Short(scheme)}; expected 'always', 'first' or 'never'."),
            },
            settings.Flag("split", absent: true));
    }
}
