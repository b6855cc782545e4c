using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class VerbNumberCard
{
    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="result">The result on held-out sentences.</param>
    public static byte[] Write(ulong seed, int steps, ModelCard card, double loss, AgreementResult result)
    {
        AgreementResult opposite = result.Where(sentence => sentence.OppositeAttractors > 0);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # verb-number

            A BERT for sequence classification ({card.Layers} layers, {card.Heads} heads, width {card.Width}, {card.ParameterCount} weights in BF16) over whole words.
            It reads a sentence up to its verb and says whether the verb will be `singular` (0) or `plural` (1). Task and shape are those on
            which Abnar and Zuidema 2020 compared attention, rollout and flow with what each word costs.

            ## How it was made

                attentionlens train verb-number --seed {seed} --steps {steps} --out FOLDER

            writes this folder again, byte for byte, on any number of threads. Nothing was downloaded: sentences come from the grammar of
            the sample `agreement`, the vocabulary is the grammar's words, the weights start from the seed. AdamW, {steps} steps of {VerbNumberCorpus.BatchSize}
            sentences, linear warm-up and cosine decay; the smoothed training loss at the end was {loss:F4} nats. In training one in {1 / VerbNumberCorpus.HiddenShare:F0}
            words, subjects included, stands as `[MASK]`, so that the model knows how to read a sentence without a word.

            ## Data

            Before the verb only nouns have a number, and the verbs of clauses that other nouns are the subjects of: determiners, adjectives
            and past tenses go with both numbers. So the subject's noun alone decides; the other words say which noun that is. The other
            nouns are attractors; each has the other number in half of all cases.

            One in eight pairs of a subject and another noun (or, where there is no other noun, of a subject and a verb) was withheld from
            training. Every sentence below, and in `{VerbNumberFiles.Sentences}`, has such a pair.

            `{VerbNumberFiles.Sentences}`: `text` ends before the verb, `label` is the verb's number. `evidence` is [start, end) of the subject's noun in
            UTF-16 units, `evidence_tokens` its token. `attractor_tokens` are the other nouns, `opposite_attractor_tokens` those of the other
            number.

            ## Numbers

            Measured by the command above through the stored weights.

            | held-out sentences | sentences | accuracy | standard error |
            |---|---|---|---|
            | all | {result.Hits.Length} | {result.Accuracy:F4} | {result.StandardError:F4} |
            | with an attractor of the other number | {opposite.Hits.Length} | {opposite.Accuracy:F4} | {opposite.StandardError:F4} |


            """);
        AgreementTable.Append(text, "construction", result, sentence => sentence.Construction.Name);
        AgreementTable.Append(text, "attractors of the other number", result, sentence => $"{sentence.OppositeAttractors}");
        text.Append("""
            ## Limits

            The model knows the words of its grammar and no others, and was never shown two subjects joined by `and`, nor a verb before its
            subject. Training ends while it still errs, as that of the paper does; more steps make it err less. It is a specimen to be
            looked into.

            """);
        return JsonText.Utf8.GetBytes(text.ToString());
    }
}
