using System.Collections.Immutable;

namespace AttentionLens.Analyses.Tests;

/// <summary>Makes aligned examples from texts in which a plus sign cuts a word into tokens; the encoder's text ends with a special token, and the
/// decoder reads a special token first.</summary>
internal static class PlantedTranslation
{
    public static EncodedExample Of(string source, string target, ImmutableArray<WordLink> alignment, long index = 0)
    {
        (string text, List<LensToken> tokens) = Read(source);
        (string targetText, List<LensToken> targetTokens) = Read(target);
        LensInput input = new() { Id = "pair", Text = text, TargetText = targetText, Alignment = alignment };
        EncodedExample decoder = Encoded(index, new LensInput { Text = targetText }, [new LensToken(0, "<s>", 0..0, true), .. targetTokens]);
        return Encoded(index, input, [.. tokens, new LensToken(0, "</s>", 0..0, true)], decoder);
    }

    private static EncodedExample Encoded(long index, LensInput input, ImmutableArray<LensToken> tokens, EncodedExample? decoder = null) =>
        new(index, input, tokens, [.. tokens.Select(_ => 0)], [.. tokens.Select(_ => true)]) { Decoder = decoder };

    private static (string Text, List<LensToken> Tokens) Read(string marked)
    {
        List<LensToken> tokens = [];
        string text = string.Empty;
        foreach (string word in marked.Split(' '))
        {
            text += text.Length == 0 ? string.Empty : " ";
            foreach (string piece in word.Split('+'))
            {
                tokens.Add(new LensToken(1, piece, text.Length..(text.Length + piece.Length), false));
                text += piece;
            }
        }

        return (text, tokens);
    }
}
