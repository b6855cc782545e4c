using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class AgreementCard
{
    private const int ShownHeads = 5;

    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="agreement">The result on held-out sentences.</param>
    /// <param name="induction">The result on repeated sequences.</param>
    public static byte[] Write(ulong seed, int steps, ModelCard card, double loss, AgreementResult agreement, InductionResult induction)
    {
        StringBuilder text = new();
        AppendTable(text, "construction", agreement, sentence => sentence.Construction.Name);
        AppendTable(text, "attractors", agreement, sentence => $"{sentence.Attractors.Length}");
        AppendTable(text, "attractors of the other number", agreement, sentence => $"{sentence.OppositeAttractors}");
        text.Append(CultureInfo.InvariantCulture, $"{induction.Accuracy:F4}");
        foreach (HeadScore score in induction.Heads.OrderByDescending(score => score.Induction).Take(ShownHeads))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Layer}.{score.Head} | {score.Induction:F4} | {score.Previous:F4} |\n");
        }

        foreach (HeadScore score in induction.Heads.OrderByDescending(score => score.Previous).Take(ShownHeads))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {score.Layer}.{score.Head} | {score.Induction:F4} | {score.Previous:F4} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{seed} {steps} {card.Name} {loss}");
        return JsonText.Utf8.GetBytes(text.ToString());
    }

    private static void AppendTable(StringBuilder text, string title, AgreementResult result, Func<AgreementSentence, string> key)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | sentences | accuracy |\n|---|---|---|\n");
        foreach (string name in result.Sentences.Select(key).Distinct())
        {
            AgreementResult part = result.Where(sentence => key(sentence) == name);
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {part.Hits.Length} | {part.Accuracy:F4} |\n");
        }

        text.Append('\n');
    }
}
