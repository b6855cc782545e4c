using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Which words of the source are the truth behind each word that a decoder writes.</summary>
public static class TranslatedWords
{
    /// <summary>An input whose word links are known, once for each linked word of its target text: with the position where the decoder writes the word's first token, and
    /// that token as the target. Any other input, and one that says itself what is explained, is given back as it is.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inputs">The model's inputs.</param>
    /// <param name="options">How to encode.</param>
    /// <exception cref="LensInputException">The input cannot be encoded.</exception>
    public static ImmutableArray<LensInput> Each(LensInput input, InputProcessor inputs, EncodeOptions options)
    {
        if (input.Alignment.IsDefaultOrEmpty || input.TargetText is not { } text || input.Target is not null || input.Position is not null
            || inputs.Encode(0, input, options).Decoder is not { } decoder)
        {
            return [input];
        }

        ImmutableArray<Range> words = WordsOf(text);
        ImmutableArray<int> written =
        [
            .. input.Alignment.Select(link => link.Target).Distinct().Order()
                .Where(word => word >= 0 && word < words.Length)
                .Select(word => FirstTokenOf(decoder, words[word])).Where(place => place > 0),
        ];
        return written.IsEmpty ? [input] : [.. written.Select(place => input with { Position = place - 1, Target = decoder.Tokens[place].Id })];
    }

    /// <summary>The parts of the source's text that the word at the explained position translates.</summary>
    internal static ImmutableArray<Range> EvidenceOf(EncodedExample example)
    {
        LensInput input = example.Input;
        if (input.Alignment.IsDefaultOrEmpty || input.Text is not { } text || input.TargetText is not { } target
            || example.Decoder is not { } decoder || input.Position is not { } position || position < 0 || position + 1 >= decoder.Tokens.Length)
        {
            return [];
        }

        // A decoder reads its text one place later than it writes it.
        LensToken written = decoder.Tokens[position + 1];
        ImmutableArray<Range> words = WordsOf(text);
        ImmutableArray<Range> targets = WordsOf(target);
        return written.IsSpecial ? [] :
        [
            .. input.Alignment.Where(link => link.Target >= 0 && link.Target < targets.Length && Evidence.Overlap(targets[link.Target], written.Source))
                .Select(link => link.Source).Distinct().Where(word => word >= 0 && word < words.Length).Select(word => words[word]),
        ];
    }

    // 0, where the start token stands, if no token is the word's.
    private static int FirstTokenOf(EncodedExample decoder, Range word) =>
        Enumerable.Range(0, decoder.Tokens.Length).FirstOrDefault(place => !decoder.Tokens[place].IsSpecial && Evidence.Overlap(word, decoder.Tokens[place].Source));

    private static ImmutableArray<Range> WordsOf(string text)
    {
        ImmutableArray<Range>.Builder words = ImmutableArray.CreateBuilder<Range>();
        int start = -1;
        for (int index = 0; index <= text.Length; index++)
        {
            bool isInside = index < text.Length && !char.IsWhiteSpace(text[index]);
            if (isInside && start < 0)
            {
                start = index;
            }
            else if (!isInside && start >= 0)
            {
                words.Add(start..index);
                start = -1;
            }
        }

        return words.DrainToImmutable();
    }
}
