using System.Globalization;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>The model card.</summary>
internal static class TranslationCard
{
    /// <summary>The content of <c>README.md</c>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="steps">The training steps.</param>
    /// <param name="card">The model.</param>
    /// <param name="loss">The smoothed training loss at the end, in nats.</param>
    /// <param name="heldOut">The result on new sentences.</param>
    /// <param name="unseen">The result on new combinations.</param>
    public static byte[] Write(ulong seed, int steps, ModelCard card, double loss, TranslationResult heldOut, TranslationResult unseen)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # translation

            A BART for conditional generation ({card.Layers / 2} encoder and {card.Layers / 2} decoder layers, {card.Heads} heads, width {card.Width}, {card.ParameterCount}
            weights in BF16) that translates English sentences into German. It exists to look into cross-attention: for each held-out
            sentence it is known which words translate each other, and German puts them in another order.

            ## How it was made

                attentionlens train translation --seed {seed} --steps {steps} --out FOLDER

            writes this folder again, byte for byte, on any number of threads. Nothing was downloaded: the sentences come from a grammar
            that derives both languages at once, the vocabulary from the grammar's words, the weights from the seed. AdamW, {steps} steps of
            {TranslationCorpus.BatchSize} sentences, linear warm-up and cosine decay; the smoothed training loss at the end was {loss:F4} nats.

            ## Data

            {Nouns.All.Length} nouns with gender, {Verbs.All.Length} verbs, {Adjectives.All.Length} adjectives and {Adverbs.All.Length} adverbs; white space separates words and marks. German differs from
            English by the verb at the end of subordinate and relative clauses, participles and infinitives at the end, separable verbs,
            the finite verb before the subject where something else opens the sentence, the order of adverbs and objects, articles,
            adjectives and weak nouns by gender and case, verbs with the dative, `kein` for `not a`, and `im` for `in the`. There are
            no plural nouns and no genitive.

            Held-out sentences are cut off by a hash of their English text, so none of them is trained on. For unseen combinations, one in
            eight pairs of a verb and its object was withheld from training altogether; each such sentence holds one.

            `{EvaluationFile.Name}` has 100 sentences of either kind. `alignment` lists [source word, target word] of words that translate
            each other, counted from 0 between white space; since every word is one token and the special tokens stand elsewhere, these
            are also the places of the tokens of `text` and `target_text`. Commas that only German needs have no link. `construction` is
            the sentence form and, behind the slash, what German does with the verb of each clause.

            ## To look into it

                attentionlens analyze translation --input {EvaluationFile.Name} --analyzer 'heads.alignment' --out report

            holds the cross-attention of every head against the true alignment and draws both.

            ## Numbers

            Measured by the command above through the stored weights, on {heldOut.Pairs.Length} and {unseen.Pairs.Length} sentences. A sentence is right where every
            word is that of the grammar, the likeliest token being taken each time; a token is right where it is the likeliest behind the
            true beginning.

            | sentences | right | standard error | right tokens |
            |---|---|---|---|
            | held out | {heldOut.Accuracy:F4} | {heldOut.StandardError:F4} | {heldOut.TokenAccuracy:F4} |
            | unseen combinations | {unseen.Accuracy:F4} | {unseen.StandardError:F4} | {unseen.TokenAccuracy:F4} |


            """);
        AppendTable(text, "sentence form", heldOut.By(pair => [pair.Form]));
        AppendTable(text, "verb form", heldOut.By(pair => pair.VerbForms));
        text.Append("""
            ## Limits

            The model knows the words and sentence forms of its grammar; every other word is `<unk>` to it, and words have one translation
            each. Many sentences are grammatical and make no sense. It is a specimen to be looked into, not a translator to be used.

            """);
        return JsonText.Utf8.GetBytes(text.ToString());
    }

    private static void AppendTable(StringBuilder text, string title, IEnumerable<(string Name, int Count, double Accuracy)> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {title} | held-out sentences | right |\n|---|---|---|\n");
        foreach ((string name, int count, double accuracy) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {count} | {accuracy:F4} |\n");
        }

        text.Append('\n');
    }
}
