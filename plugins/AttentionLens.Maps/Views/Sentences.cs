using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>Which of two texts each token belongs to.</summary>
internal static class Sentences
{
    /// <summary>The sentence of each position, from 0; empty where there is but one.</summary>
    public static ImmutableArray<int> Of(EncodedExample example, ImmutableArray<int> positions)
    {
        int[] types = [.. positions.Select(position => example.TokenTypes[example.Start + position])];
        int[] sentences = types.All(type => type == types[0]) && example.Input.TextPair is not null
            ? BySource([.. positions.Select(position => example.Tokens[example.Start + position])])
            : types;
        int[] numbered = [.. sentences.Distinct().Order()];
        return numbered.Length < 2 ? [] : [.. sentences.Select(sentence => Array.IndexOf(numbered, sentence))];
    }

    // Families without token types part a pair by special tokens; a special token within a text does not send its reader back to the beginning.
    private static int[] BySource(LensToken[] tokens)
    {
        int[] sentences = new int[tokens.Length];
        int last = -1;
        for (int index = 1; index < tokens.Length; index++)
        {
            last = tokens[index - 1].IsSpecial ? last : index - 1;
            bool begins = last >= 0 && last < index - 1 && !tokens[index].IsSpecial && tokens[index].Source.Start.Value <= tokens[last].Source.Start.Value;
            sentences[index] = sentences[index - 1] + (begins ? 1 : 0);
        }

        return sentences;
    }
}
