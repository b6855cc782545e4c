using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class AgreementCard
{
    private const int ShownHeads = 4;

    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="agreement">The result on held-out sentences.</param>
    /// <param name="induction">The result on repeated sequences.</param>
    /// <param name="removed">The same without the strongest previous-token heads.</param>
    /// <param name="control">The same without other heads.</param>
    public static byte[] Write(
        ulong seed,
        int steps,
        ModelCard card,
        double loss,
        AgreementResult agreement,
        InductionResult induction,
        InductionResult removed,
        InductionResult control)
    {
        AgreementResult opposite = agreement.Where(sentence => sentence.OppositeAttractors > 0);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # agreement

            A GPT-2 ({card.Layers} layers, {card.Heads} heads, width {card.Width}, {card.ParameterCount} weights in F16) over whole words that
            does two things for which it is known what decides. Its verbs agree with their subjects, past other nouns that stand between
            ("the keys to the cabinet *are*"), and it continues random words that it has read before. Layers and heads are those of Abnar and
            Zuidema 2020, who followed number agreement through the attention of a GPT-2.

            ## How it was made

                attentionlens train agreement --seed {seed} --steps {steps} --out FOLDER

            writes this folder again, byte for byte, on any number of threads. Nothing was downloaded: sentences come from a grammar, the
            vocabulary is the grammar's words, the weights start from the seed. AdamW, {steps} steps of {AgreementCorpus.BatchSize} inputs, linear
            warm-up and cosine decay; the smoothed training loss at the end was {loss:F4} nats.

            ## Data

            {AgreementCorpus.SentenceShare} of 8 inputs are sentences, all of whose words are learned. Before the verb only nouns have a number, and the verbs of
            clauses that other nouns are the subjects of: determiners, adjectives and past tenses go with both numbers. So the subject's
            noun alone decides the verb's form. The other nouns are attractors; each has the other number in half of all cases.

            One in eight pairs of a subject and another noun (or, where there is no other noun, of a subject and a verb) was withheld from
            training. Every sentence below, and in `{AgreementFiles.Sentences}`, has such a pair before its verb.

            The other inputs are {RepeatedSequence.ShortestPeriod} to {RepeatedSequence.LongestPeriod} random words, and the same again. Nothing but the first copy tells what the second will be; only its words
            are learned, from the second on. In training some words are far more frequent than others; in what is measured all are alike.

            `{AgreementFiles.Sentences}`: `text` ends before the verb; `target` is the id of the verb's right form and `wrong_target` that of the wrong one, at
            `position`, the last. What decides is the subject's noun: `evidence` is its [start, end) in UTF-16 units, `evidence_tokens` its
            token. `attractor_tokens` are the other nouns, `opposite_attractor_tokens` those of the other number.

            `{AgreementFiles.Sequences}`: `ids` are both copies behind `{WordLevelFiles.End}`, `period` the length of one. `labels` has what can be foretold, -100
            elsewhere. The last word is the `target`, foretold at `position`; `evidence_tokens` is where the first copy has it.

            ## Numbers

            Measured by the command above through the stored weights. A sentence counts where the right form of its verb is likelier than the wrong one.

            | held-out sentences | sentences | accuracy | standard error |
            |---|---|---|---|
            | all | {agreement.Hits.Length} | {agreement.Accuracy:F4} | {agreement.StandardError:F4} |
            | with an attractor of the other number | {opposite.Hits.Length} | {opposite.Accuracy:F4} | {opposite.StandardError:F4} |


            """);
        AgreementTable.Append(text, "construction", agreement, sentence => sentence.Construction.Name);
        AgreementTable.Append(text, "attractors", agreement, sentence => $"{sentence.Attractors.Length}");
        AgreementTable.Append(text, "attractors of the other number", agreement, sentence => $"{sentence.OppositeAttractors}");
        text.Append(CultureInfo.InvariantCulture, $"""
            In {induction.Sequences} repeated sequences, {induction.Accuracy:F4} of {induction.Words} words of second copies, all but each copy's first, are the most likely ones.

            A head's induction score is its mean attention from a word of the second copy to the word that followed it in the first copy; its
            previous-token score, the mean attention to the position before, over all positions. The heads with the largest of either:


            """);
        AppendHeads(text, "induction", induction.Heads.OrderByDescending(score => score.Induction));
        AppendHeads(text, "previous-token", induction.Heads.OrderByDescending(score => score.Previous));
        text.Append(CultureInfo.InvariantCulture, $"""
            The largest induction score is {induction.BestInduction.Induction:F4}, the largest previous-token score {induction.BestPrevious.Previous:F4}. A textbook induction head, and a
            previous-token head before it that tells each position which word came before, have scores near 1. Whether the one needs the
            other shows where heads are removed, so that nothing is left of their output:

            | on the same sequences | second-copy accuracy | largest induction score |
            |---|---|---|
            | the whole model | {induction.Accuracy:F4} | {induction.BestInduction.Induction:F4} |
            | without the {PreviousTokenAblation.Removed} heads with the largest previous-token scores | {removed.Accuracy:F4} | {removed.BestInduction.Induction:F4} |
            | without {PreviousTokenAblation.Removed} others of their layers, with the smallest | {control.Accuracy:F4} | {control.BestInduction.Induction:F4} |

            The positions started as sinusoids (Vaswani et al. 2017, section 3.5) and were trained like all weights. All copies begin at the
            same position, so that a position in the second says something of where to look in the first; how much of that the model
            uses was not measured. What decides (`evidence_tokens`) is known all the same, because nothing else in the input tells the word.

            ## Limits

            The model knows the words of its grammar and no others. Its sentences make grammatical sense and no other. It was never shown two
            subjects joined by `and`, nor a verb before its subject. It is a specimen to be looked into, not a language model to be used.

            """);
        return JsonText.Utf8.GetBytes(text.ToString());
    }

    private static void AppendHeads(StringBuilder text, string title, IEnumerable<HeadScore> scores)
    {
        text.Append(CultureInfo.InvariantCulture, $"| by {title} score | induction | previous token |\n|---|---|---|\n");
        foreach (HeadScore score in scores.Take(ShownHeads))
        {
            text.Append(CultureInfo.InvariantCulture, $"| layer {score.Layer} head {score.Head} | {score.Induction:F4} | {score.Previous:F4} |\n");
        }

        text.Append('\n');
    }
}
