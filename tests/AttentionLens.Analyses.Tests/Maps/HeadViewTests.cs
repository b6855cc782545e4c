using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class HeadViewTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    [Fact]
    public void HeadView_ShortText_HoldsEveryHeadOfEveryLayer()
    {
        HeadViewFigure figure = Run(PlantedExample.Of("_ a b"));

        Assert.Equal("Attention from token to token, example 0", figure.Title);
        Assert.Equal("Tokens on the left attend to tokens on the right.", figure.Caption);
        Assert.Equal(["a", "b"], figure.Queries.Labels.AsEnumerable());
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1)], figure.Heads.Select(head => (head.Layer, head.Head)));
        Assert.Equal(AttentionWeights.Of(2, 2, [Weight(1, 1, 1, 1), Weight(1, 1, 1, 2), Weight(1, 1, 2, 1), Weight(1, 1, 2, 2)]), figure.Heads[3].Weights);
        Assert.Empty(figure.QuerySentences.AsEnumerable());
        Assert.Null(figure.FindProblem());
    }

    [Fact]
    public void HeadView_LongText_IsPooledAndSaysSo()
    {
        HeadViewFigure figure = Run(PlantedExample.Of("a b c d e"), ("cells", "2"));

        Assert.Equal(["a…b", "c…e"], figure.Keys.Labels.AsEnumerable());
        Assert.Equal(Weight(0, 0, 1, 1), figure.Heads[0].Weights[0, 0], 4);
        Assert.Contains("each arc shows the largest weight of a block of up to 3 by 3 tokens", figure.Caption, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", 1)]
    [InlineData("0", 0)]
    public void HeadView_Layer_IsTheMostConcentratedUnlessNamed(string option, int expected)
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b"))
            .With(Layers[0], 2, (_, _, _, _) => 0.5f)
            .With(Layers[1], 2, (_, head, _, key) => head == key ? 0.9f : 0.1f);

        HeadViewFigure figure = PlantedAnalysis.Run(new HeadViewAnalyzer(), Layers, [batch], ("layer", option)).Figure<HeadViewFigure>("maps/example-0/arcs");

        Assert.Equal(expected, figure.Layer);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("0.5")]
    public void HeadView_LayerThatIsNone_IsRefused(string layer)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Run(PlantedExample.Of("a b"), ("layer", layer)));

        Assert.Equal($"Option 'layer' has the value '{layer}'; expected a layer from 0 to 1, the last of this model, or -1 for the analyzer's choice.", error.Message);
    }

    [Fact]
    public void HeadView_TokenTypes_AreTheSentences()
    {
        EncodedExample example = PlantedExample.Of("[CLS] a [SEP] b [SEP]");
        EncodedExample pair = example.WithTokens(example.Tokens, [0, 0, 0, 1, 1], example.Mask);

        HeadViewFigure figure = Run(pair);

        Assert.Equal([0, 0, 0, 1, 1], figure.QuerySentences.AsEnumerable());
        Assert.Equal([0, 0, 0, 1, 1], figure.KeySentences.AsEnumerable());
    }

    [Fact]
    public void HeadView_PairWithoutTokenTypes_IsPartedBehindSpecialTokens()
    {
        (string Text, Range Source)[] tokens = [("<s>", 0..0), ("a", 0..1), ("<mask>", 2..8), ("b", 9..10), ("</s>", 0..0), ("</s>", 0..0), ("c", 0..1), ("d", 2..3), ("</s>", 0..0)];
        EncodedExample pair = new(
            0,
            new LensInput { Text = "a <mask> b", TextPair = "c d" },
            [.. tokens.Select((token, place) => new LensToken(place, token.Text, token.Source, token.Text.StartsWith('<')))],
            [.. tokens.Select(_ => 0)],
            [.. tokens.Select(_ => true)]);

        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1], Run(pair).QuerySentences.AsEnumerable());
    }

    [Fact]
    public void SupportedOptions_Defaults_AreDocumented()
    {
        Assert.Equal("128", MapOptions.HeadViewCells.DefaultText);
        Assert.Equal("-1", MapOptions.ShownLayer.DefaultText);
    }

    private static float Weight(int layer, int head, int query, int key) => ((layer * 7) + (head * 5) + (query * 3) + key) / 100f;

    private static HeadViewFigure Run(EncodedExample example, params (string Name, string Value)[] options)
    {
        PlantedBatch batch = new(example);
        foreach (HookPoint hook in Layers)
        {
            batch.With(hook, 2, (_, head, query, key) => Weight(hook.Layer!.Value, head, query, key));
        }

        return PlantedAnalysis.Run(new HeadViewAnalyzer(), Layers, [batch], options).Figure<HeadViewFigure>("maps/example-0/arcs");
    }
}
