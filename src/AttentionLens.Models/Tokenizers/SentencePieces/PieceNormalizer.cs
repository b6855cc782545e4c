using System.Runtime.InteropServices;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Rewrites text as a SentencePiece model was trained on it: characters replaced, spaces tidied, marked, and one added.</summary>
/// <param name="settings">What to do.</param>
/// <param name="kept">Texts that stay as they are.</param>
/// <param name="spaceBehind">Whether the added space goes behind the text.</param>
internal sealed class PieceNormalizer(PieceNormalization settings, TokenTrie kept, bool spaceBehind) : Normalizer
{
    private readonly char _space = settings.MarksSpaces ? SentencePiece.Mark : ' ';

    public override AlignedText Normalize(AlignedText text)
    {
        AlignedTextBuilder builder = new(text);
        List<char> rewritten = [];
        int at = 0;
        while (settings.DropsExtraSpaces && at < text.Length && Rewrite(text, at, rewritten) is int width && rewritten is [' '])
        {
            at += width;
        }

        if (at == text.Length)
        {
            return builder.Build();
        }

        if (settings.AddsSpace && !spaceBehind)
        {
            builder.Append(_space, text.SourceStart(at), text.SourceStart(at));
        }

        for (bool afterSpace = settings.DropsExtraSpaces; at < text.Length;)
        {
            int width = Rewrite(text, at, rewritten);
            ReadOnlySpan<char> units = CollectionsMarshal.AsSpan(rewritten);
            units = afterSpace ? units.TrimStart(' ') : units;
            foreach (char unit in units)
            {
                builder.Append(unit == ' ' ? _space : unit, text.SourceStart(at), text.SourceEnd(at + width - 1));
            }

            afterSpace = settings.DropsExtraSpaces && (units.IsEmpty ? afterSpace : units[^1] == ' ');
            at += width;
        }

        AlignedText normalized = builder.Build();
        normalized = settings.DropsExtraSpaces ? normalized.Slice(0, normalized.Units.TrimEnd(_space).Length) : normalized;
        return settings.AddsSpace && spaceBehind ? WithSpaceBehind(normalized, text) : normalized;
    }

    // What the text has at a place becomes; the result is how many of its units that is.
    private int Rewrite(AlignedText text, int at, List<char> rewritten)
    {
        rewritten.Clear();
        ReadOnlySpan<char> units = text.Units[at..];
        int width = kept.LongestMatch(TokenTrie.Root, units, out _);
        if (width == 0 && settings.Characters is { } characters)
        {
            width = characters.Match(units, shortest: false, out int replacement);
            if (width > 0)
            {
                characters.AppendTo(rewritten, replacement);
                return width;
            }
        }

        if (width == 0 && CodePoint.IsSurrogate(CodePoint.At(units, 0, out width)))
        {
            throw new LensInputException(
                $"The text has half of a surrogate pair, U+{(int)units[0]:X4}, at {text.SourceStart(at)}; "
                + "a SentencePiece model needs well-formed text: remove or replace it.");
        }

        rewritten.AddRange(units[..width]);
        return width;
    }

    private AlignedText WithSpaceBehind(AlignedText normalized, AlignedText text)
    {
        AlignedTextBuilder builder = new(normalized);
        builder.AppendFrom(normalized, 0, normalized.Length);
        int end = normalized.Length > 0 ? normalized.SourceEnd(normalized.Length - 1) : text.SourceStart(0);
        builder.Append(_space, end, end);
        return builder.Build();
    }
}
