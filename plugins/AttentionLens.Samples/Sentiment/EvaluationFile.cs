using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>Held-out reviews with their truth, one JSON object to a line.</summary>
internal static class EvaluationFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "evaluation.jsonl";

    /// <summary>The content.</summary>
    /// <param name="lists">The reviews of each split, with the word that their ids start with.</param>
    public static byte[] Write(params ReadOnlySpan<(string Prefix, ImmutableArray<Review> Reviews)> lists)
    {
        using MemoryStream bytes = new();
        foreach ((string prefix, ImmutableArray<Review> reviews) in lists)
        {
            for (int index = 0; index < reviews.Length; index++)
            {
                bytes.Write(Line(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1:000}"), reviews[index]));
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Line(string id, Review review) => JsonText.WriteLine(json =>
    {
        ReviewText text = ReviewText.Of(review.Words);
        json.WriteString("id", id);
        json.WriteString("text", text.Text);
        json.WriteNumber("label", review.Label ?? throw new InvalidOperationException($"Nothing decides the review '{text.Text}'."));
        json.WriteStartArray("evidence");
        for (int index = 0; index < review.Words.Length; index++)
        {
            if (review.Words[index].IsEvidence)
            {
                json.WriteStartArray();
                json.WriteNumberValue(text.Spans[index].Start);
                json.WriteNumberValue(text.Spans[index].End);
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
        json.WriteString("construction", review.FullConstruction);
    });
}
