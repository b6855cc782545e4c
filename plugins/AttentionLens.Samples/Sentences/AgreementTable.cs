using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The accuracy on each kind of sentence, in a model card.</summary>
internal static class AgreementTable
{
    /// <summary>Appends a table and an empty line.</summary>
    /// <param name="text">Gets them.</param>
    /// <param name="title">What the kinds differ in.</param>
    /// <param name="result">The result on all sentences.</param>
    /// <param name="key">The kind of a sentence.</param>
    public static void Append(StringBuilder text, string title, AgreementResult result, Func<AgreementSentence, string> key)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | sentences | accuracy |\n|---|---|---|\n");
        foreach (string name in result.Sentences.Select(key).Distinct().Order(StringComparer.Ordinal))
        {
            AgreementResult part = result.Where(sentence => key(sentence) == name);
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {part.Hits.Length} | {part.Accuracy:F4} |\n");
        }

        text.Append('\n');
    }
}
