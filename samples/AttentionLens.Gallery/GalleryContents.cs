using System.Collections.Immutable;

namespace AttentionLens.Gallery;

/// <summary>What the gallery shows. A new picture is one line.</summary>
public static class GalleryContents
{
    /// <summary>The sections, in the order of the page.</summary>
    public static ImmutableArray<GallerySection> Sections { get; } =
    [
        new(
            "sentiment",
            "A review, and what decided about it",
            ["analyze", "sentiment", "--text", "The plot was dull but the delivery was great.", "--attribute", "attnlrp", "--attribute", "saliency", "--attribute", "alti", "--attribution-option", "alti.detail=flow"],
            [
                new("attribution/attnlrp/example-0", "Each token stands on the colour of its score: orange speaks for the class, blue against it."),
                new("attribution/all/example-0", "One row for each method, each on its own scale: compare where methods point, not how much."),
                new("attribution/curves", "Tokens are taken away, the most relevant first: a faithful method's curve falls below the grey band of random orders."),
                new("maps/example-0/layer-3/head-0", "A row for each token that looks, a column for each that is looked at; each row sums to 1."),
                new("maps/example-0/layer-3/all-heads", "The heads of one layer side by side, on one scale."),
                new("maps/example-0/all-heads", "Every head of the model as a thumbnail: a row for each layer."),
                new("maps/example-0/arcs", "An arc from each token to those it looks at, in one layer: strong is much, a colour for each head."),
                new("maps/example-0/flow", "How attention flows from left to right through the layers to the token that is read."),
                new("attribution/alti/example-0/flow", "The same for what attention hands over, in place of where it looks: most of what the first token holds is its own."),
                new("maps/example-0/cross-layer/mean", "The mean of the heads of each layer, layer after layer."),
                new("maps/example-0/layers", "The same as a film: a frame for each layer."),
                new("maps/example-0/received", "How much attention each token receives in the last layer, over all heads."),
                new("heads/entropy", "A row for each layer, a column for each head: low is a head that looks at one place."),
                new("heads/map", "A dot for each head, coloured by its layer: near heads look at the same places."),
            ]),
        new(
            "pair",
            "Two sentences, one after the other",
            ["analyze", "sentiment", "--text", "the film was good", "--text-pair", "but the end was dull", "--analyzer", "maps.head-view"],
            [
                new("maps/example-0/arcs", "The two sentences stand apart, so that what passes between them can be told from what stays within one."),
            ]),
        new(
            "neurons",
            "One head, from query and keys to attention",
            ["analyze", "sentiment", "--text", "the film was not good", "--analyzer", "maps.neurons", "--option", "maps.neurons.heads=notable"],
            [
                new("maps/example-0/layer-0/head-3/neurons", "From left to right: the query, each key, their product element by element, its sum, and the attention that softmax makes of it."),
            ]),
        new(
            "shapes",
            "An image, and the patches that decided",
            ["analyze", "shapes", "--image", "samples/models/shapes/evaluation/0001.png", "--attribute", "attnlrp", "--attribute", "saliency"],
            [
                new("attribution/all/example-0", "The image, and beside it the image under the scores of its patches, once for each method."),
                new("maps/example-0/layer-3/patches", "Which patches the class token looks at: an image for each head of the last layer, and one for the rollout of all layers."),
            ]),
        new(
            "patch",
            "What one patch looks at",
            ["analyze", "shapes", "--image", "samples/models/shapes/evaluation/0001.png", "--analyzer", "maps.patches", "--option", "maps.patches.query=1.1"],
            [
                new("maps/example-0/layer-3/patches", "The attention of one patch, which is outlined, over all others."),
            ]),
        new(
            "agreement",
            "A language model, and the parts that wrote its next word",
            ["analyze", "agreement", "--text", "The senators near the car", "--attribute", "direct-logit-attribution", "--attribute", "logit-lens", "--attribution-option", "logit-lens.detail=grid"],
            [
                new("attribution/direct-logit-attribution/example-0/head-logits", "What each head adds to the logit of the next word."),
                new("attribution/direct-logit-attribution/example-0/parts", "The same for all parts of the model: bars to the right speak for the word."),
                new("attribution/direct-logit-attribution/example-0/waterfall", "The largest parts one after the other, each from where the one before it ends: together they are the logit."),
                new("attribution/logit-lens/example-0/grid", "What the model would write after each layer: a row for each layer, a column for each position, the likeliest word in each cell."),
            ]),
        new(
            "beside",
            "Two inputs side by side",
            ["render", "plain/report.json", "--beside", "negated/report.json", "--format", "json", "--format", "svg"],
            [
                new("attribution/attnlrp/example-0", "The scores of two sentences on one scale: the negation speaks for the class as loudly as the word that it turns."),
                new("maps/example-0/layer-0/all-heads", "Where the heads of a layer look in each sentence."),
            ])
        {
            Earlier =
            [
                new("plain", ["analyze", "sentiment", "--text", "the film was good", "--analyzer", "maps.*", "--attribute", "attnlrp"]),
                new("negated", ["analyze", "sentiment", "--text", "the film was not good", "--analyzer", "maps.*", "--attribute", "attnlrp"]),
            ],
        },
        new(
            "importance",
            "Which heads matter",
            ["importance", "sentiment", "--input", "samples/models/sentiment/evaluation.jsonl", "--method", "michel", "--method", "leave-one-out", "--figure", "importance-report/figures/heads.json", "--out", "importance-report/scores.json"],
            [
                new("importance/leave-one-out", "What the loss gains when one head is taken out: a row for each layer, a column for each head."),
                new("importance/scatter", "A dot for each head: how much it matters by one method, and by the other."),
            ]),
        new(
            "weights",
            "What the weights alone say",
            ["analyze", "agreement", "--text", "The senators near the car", "--analyzer", "weights.*", "--option", "weights.composition.edges=40"],
            [
                new("heads/composition", "A line from each head to those that can read what it writes, layer after layer: strong is much, a colour for queries, keys and values."),
                new("heads/spectra/layer-0", "The singular values of each head, largest first: a curve that falls soon is a head that carries little."),
            ]),
        new(
            "translation",
            "A translation, and where its words come from",
            ["analyze", "translation", "--text", "The man has bought the dog .", "--target-text", "Der Mann hat den Hund gekauft .", "--analyzer", "maps.*", "--attribute", "alti", "--attribution-option", "alti.detail=flow"],
            [
                new("maps/example-0/cross/layer-1/head-3", "A row for each token of the translation, a column for each of the source: bright cells say which word is read."),
                new("maps/example-0/cross/all-heads", "All heads that read the source, a row for each layer."),
                new("maps/example-0/cross/arcs", "The same as lines from the words that are written to those that they read."),
                new("attribution/alti/example-0/cross", "What each word of the translation takes from each of the source, through all layers."),
                new("attribution/alti/example-0/target", "What the explained word takes from what was written before it."),
            ]),
        new(
            "written",
            "A translation as it is written",
            ["analyze", "translation", "--text", "The man has bought the dog .", "--generate", "40", "--analyzer", "maps.written-film", "--option", "maps.written-film.tokens=40"],
            [
                new("maps/example-0/cross/written", "A film with a frame for each word that the model writes: where it looks in the source."),
            ]),
        new(
            "alignment",
            "Which heads read the word that they translate",
            ["analyze", "translation", "--input", "samples/models/translation/evaluation.jsonl", "--analyzer", "heads.alignment"],
            [
                new("heads/alignment/example-0/best-head", "The outlined cells are the true alignment: the head is right where they are the brightest of their rows."),
                new("heads/alignment/error-writing", "The share of links that each head gets wrong where the decoder writes a word: low is a head that translates."),
                new("heads/alignment/errors", "The same as a table."),
            ]),
    ];
}
