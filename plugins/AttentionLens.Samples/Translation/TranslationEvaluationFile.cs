using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>Held-out sentences with their translations and alignments, one JSON object to a line.</summary>
internal static class TranslationEvaluationFile
{
    /// <summary>The content.</summary>
    /// <param name="lists">The sentences of each split, with the word that their ids start with.</param>
    public static byte[] Write(params ReadOnlySpan<(string Prefix, ImmutableArray<SentencePair> Pairs)> lists)
    {
        using MemoryStream bytes = new();
        foreach ((string prefix, ImmutableArray<SentencePair> pairs) in lists)
        {
            for (int index = 0; index < pairs.Length; index++)
            {
                bytes.Write(Line(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1:000}"), pairs[index]));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Line(string id, SentencePair pair) => JsonText.WriteLine(json =>
    {
        json.WriteString("id", id);
        json.WriteString("text", pair.Source);
        json.WriteString("target_text", pair.Target);
        json.WriteStartArray("alignment");
        foreach ((int source, int target) in pair.Alignment)
        {
            json.WriteStartArray();
            json.WriteNumberValue(source);
            json.WriteNumberValue(target);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteString("construction", pair.Construction);
    });
}
