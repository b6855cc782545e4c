using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class SentimentCard
{
    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="heldOut">The result on new reviews.</param>
    /// <param name="unseen">The result on new combinations.</param>
    public static byte[] Write(ulong seed, int steps, ModelCard card, double loss, SentimentResult heldOut, SentimentResult unseen)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # sentiment

            A BERT for sequence classification ({card.Layers} layers, {card.Heads} heads, width {card.Width}, {card.ParameterCount} weights
            in BF16) that says whether an English review praises (`positive`, 1) or blames (`negative`, 0). It exists to try attribution
            and head analyses on: for each held-out review it is known which words decide the label.

            ## How it was made

                attentionlens train sentiment --seed {seed} --steps {steps} --out FOLDER

            writes this folder again, byte for byte, on any number of threads. Nothing was downloaded: the reviews come from a grammar,
            the tokenizer's vocabulary from the grammar's words, the weights from the seed. AdamW, {steps} steps of
            {SentimentCorpus.BatchSize} reviews, linear warm-up and cosine decay; the smoothed training loss at the end was {loss:F4} nats.
            In training, some of the words that name what a review is about are hidden or replaced by invented ones.

            ## Data

            A review is about a film, restaurant, hotel, gadget, book or shop. What the reviewer says of it in the main clause decides:
            its sentiment words, turned by each negator (`not`, `hardly`, `failed to`, ...). What is granted (`although ...`,
            `despite ...`, before `but`), what others say, and what is said of something else (the trailer, the place next door) decides
            nothing. Labels are balanced.

            Held-out reviews are cut off by a hash of their text, so none of them is trained on. For reviews with unseen combinations,
            one in five pairs of negators and sentiment word was withheld from training altogether; each review holds such a pair where
            it decides.

            `{EvaluationFile.Name}` has 100 reviews of either kind. `evidence` lists [start, end) of the deciding words in UTF-16 units:
            sentiment words and negators of the deciding opinions. Connectives such as `but` are not listed. `construction` is the
            sentence rule and, behind the slash, how the deciding opinion is put.

            ## Numbers

            Measured by the command above through the stored weights, on {heldOut.Reviews.Length} and {unseen.Reviews.Length} reviews.
            Counting is the accuracy of adding up the polarities of all sentiment words.

            | reviews | accuracy | standard error | counting |
            |---|---|---|---|
            | held out | {heldOut.Accuracy:F4} | {heldOut.StandardError:F4} | {heldOut.CountingAccuracy:F4} |
            | unseen combinations | {unseen.Accuracy:F4} | {unseen.StandardError:F4} | {unseen.CountingAccuracy:F4} |


            """);
        AppendTable(text, "construction", heldOut.By(review => review.Construction));
        AppendTable(text, "deciding opinion", heldOut.By(review => review.Polarization));
        text.Append("""
            ## Limits

            The model knows the words and sentence forms of its grammar. Words beyond them fall apart into single characters and mean
            nothing to it, and it has no notion of irony, of comparison, or of polarity that depends on the topic. Negation is literal:
            `not bad` counts as praise. It is a specimen to be looked into, not a sentiment classifier to be used.

            """);
        return JsonText.Utf8.GetBytes(text.ToString());
    }

    private static void AppendTable(StringBuilder text, string title, IEnumerable<(string Name, int Count, double Accuracy)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | held-out reviews | accuracy |\n|---|---|---|\n");
        foreach ((string name, int count, double accuracy) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {count} | {accuracy:F4} |\n");
        }

        text.Append('\n');
    }
}
