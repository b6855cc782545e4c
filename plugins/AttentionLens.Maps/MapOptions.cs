namespace AttentionLens.Maps;

/// <summary>The settings of the <c>maps.*</c> analyzers.</summary>
public static class MapOptions
{
    /// <summary>How many examples are drawn, from the first on. Every analyzer here has it.</summary>
    /// <value>8 by default.</value>
    public static NumberOption Examples { get; } = new(
        "examples", "How many examples are drawn, from the first on, from 0 to 1000.", 8, 0, 1000);

    /// <summary>The most cells along a side of a thumbnail of <c>maps.overview</c>.</summary>
    /// <value>32 by default.</value>
    public static NumberOption ThumbnailCells { get; } = new(
        "cells", "The most cells along a side of a thumbnail, from 2 to 1024; longer texts are pooled.", 32, 2, 1024);

    /// <summary>The most cells along a side of a map of <c>maps.layers</c>.</summary>
    /// <value>64 by default.</value>
    public static NumberOption LayerCells { get; } = new(
        "cells", "The most cells along a side of a map, from 2 to 1024; longer texts are pooled.", 64, 2, 1024);

    /// <summary>The most cells along a side of a map of <c>maps.heads</c>.</summary>
    /// <value>128 by default.</value>
    public static NumberOption HeadCells { get; } = new(
        "cells", "The most cells along a side of a map, from 2 to 1024; longer texts are pooled.", 128, 2, 1024);

    /// <summary>The most tokens on each side of <c>maps.head-view</c>.</summary>
    /// <value>128 by default.</value>
    public static NumberOption HeadViewCells { get; } = new(
        "cells", "The most tokens on each side, from 2 to 1024; longer texts are pooled.", 128, 2, 1024);

    /// <summary>The layer whose arcs a picture of <c>maps.head-view</c> shows, from 0; -1 for the layer whose heads have the least entropy on average.</summary>
    /// <value>-1 by default.</value>
    public static NumberOption ShownLayer { get; } = new(
        "layer", "The layer whose arcs a picture shows, from 0; -1 for the one whose heads are the most concentrated.", -1, -1, 1023);

    /// <summary>The most tokens that <c>maps.flow</c> tells apart.</summary>
    /// <value>72 by default: with a class token, all patches of 8 by 8.</value>
    public static NumberOption FlowCells { get; } = new(
        "cells", "The most tokens that are told apart, from 2 to 512; longer texts are pooled.", 72, 2, 512);

    /// <summary>Which token's flow <c>maps.flow</c> shows: <c>read</c> for the one that an answer is read at (the last of a causal model, the first of another, all of
    /// an encoder before a decoder), <c>first</c>, <c>last</c>, or <c>all</c> for every token alike.</summary>
    /// <value>read by default.</value>
    public static ChoiceOption FlowEnd { get; } = new(
        "end", "Which token's flow is shown: the one an answer is read at, the first, the last, or all alike.", "read", ["read", "first", "last", "all"]);

    /// <summary>The most cells along a side of a map of <c>maps.layers-film</c>.</summary>
    /// <value>48 by default.</value>
    public static NumberOption FilmCells { get; } = new(
        "cells", "The most cells along a side of a map, from 2 to 1024; longer texts are pooled.", 48, 2, 1024);

    /// <summary>Whether <c>maps.layers</c> also draws each layer's mean over heads: <c>yes</c> or <c>no</c>.</summary>
    /// <value>no by default.</value>
    public static ChoiceOption HeadMean { get; } = new(
        "head-mean", "Whether each layer's mean over heads is drawn as well.", "no", ["no", "yes"]);

    /// <summary>Which heads <c>maps.heads</c> draws: <c>notable</c>, <c>all</c>, <c>none</c>, or a list of heads as
    /// layer.head from 0, for instance <c>0.3,2.1</c>; in an encoder-decoder a head of the list is drawn in every stack that has it.</summary>
    /// <value>notable by default: of each example, the heads with the least and the most entropy.</value>
    public static TextOption Heads { get; } = new(
        "heads", "Which heads are drawn: notable, all, none, or a list as layer.head from 0, for instance 0.3,2.1.", "notable");

    /// <summary>How many notable heads of each example <c>maps.heads</c> draws: half of them the most concentrated, half the broadest.</summary>
    /// <value>4 by default.</value>
    public static NumberOption NotableCount { get; } = new(
        "notable-count", "How many notable heads of each example are drawn, from 1 to 100; half concentrated, half broad.", 4, 1, 100);

    /// <summary>Which heads <c>maps.neurons</c> shows, as for <c>maps.heads</c>. To show any, queries, keys and scores of all layers are kept during a pass.</summary>
    /// <value>none by default.</value>
    public static TextOption NeuronHeads { get; } = new(
        "heads", "Which heads are shown: none, notable, all, or a list as layer.head from 0, for instance 0.3,2.1.", "none");

    /// <summary>The token whose query <c>maps.neurons</c> shows, from 0 without padding; the last of a shorter text; -1 for the one that gives another token the most.</summary>
    /// <value>-1 by default.</value>
    public static NumberOption NeuronQuery { get; } = new(
        "query", "The token whose query is shown, from 0; -1 for the one that gives another token the most.", -1, -1, 16383);

    /// <summary>What <c>maps.cross-layer</c> shows of each layer: <c>mean</c> for the mean over heads, or the number of a head from 0.</summary>
    /// <value>mean by default.</value>
    public static TextOption HeadAcross { get; } = new("head", "What is shown of each layer: mean, or the number of a head from 0.", "mean");

    /// <summary>The layer that <c>maps.patches</c> shows, from 0; -1 for the last.</summary>
    /// <value>-1 by default.</value>
    public static NumberOption PatchLayer { get; } = new("layer", "The layer, from 0; -1 for the last.", -1, -1, 1023);

    /// <summary>Whose attention <c>maps.patches</c> shows: <c>class</c> for the class token (in a model without one the patch in the middle), or a patch as row.column
    /// from 0.</summary>
    /// <value>class by default.</value>
    public static TextOption PatchQuery { get; } = new("query", "Whose attention is shown: class for the class token, or a patch as row.column from 0.", "class");

    /// <summary>How many tokens at the end of each text <c>maps.written-film</c> shows; of a text that the model went on with, none that it did not write.</summary>
    /// <value>0 by default: none.</value>
    public static NumberOption WrittenTokens { get; } = new(
        "tokens", "How many tokens at the end of each text are shown, at most those that the model wrote, from 0 to 4096.", 0, 0, 4096);

    /// <summary>Whose attention <c>maps.tokens</c> shows: <c>all</c> for the mean over all queries, <c>first</c> for the first query
    /// alone, which in a BERT classifier is <c>[CLS]</c>.</summary>
    /// <value>all by default.</value>
    public static ChoiceOption Queries { get; } = new(
        "queries", "Whose attention is shown: all queries' mean, or the first query's ([CLS]) alone.", "all", ["all", "first"]);
}
