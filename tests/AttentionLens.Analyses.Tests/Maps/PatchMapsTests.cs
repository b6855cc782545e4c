using System.Collections.Immutable;
using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class PatchMapsTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    [Fact]
    public void Patches_ByDefault_AreWhereTheClassTokenLooksInTheLastLayer()
    {
        ImageOverlayFigure figure = Run(Image(new PatchGrid(1, 2, 1, 1)));

        Assert.Equal("Attention of the class token in layer 1, example 0", figure.Title);
        Assert.Equal(["head 1.0", "head 1.1", "rollout of all layers"], figure.Panels.Select(panel => panel.Name));
        Assert.Equal([0.25f, 0.25f], figure.Panels[0].Values.AsEnumerable());
        Assert.Equal([0f, 1], figure.Panels[1].Values.AsEnumerable());
        Assert.Equal(["on tokens without a patch: 50 %"], figure.Panels[0].Notes.AsEnumerable());
        Assert.Empty(figure.Outlines);
        Assert.Null(figure.FindProblem());

        // The mean over heads moves 0.25, 0.125 and 0.625; half of it in each of two layers.
        Assert.Equal([0.09375f, 0.46875f], figure.Panels[2].Values, Near);
    }

    [Fact]
    public void Patches_OnePatch_IsOutlined()
    {
        ImageOverlayFigure figure = Run(Image(new PatchGrid(1, 2, 1, 1)), ("query", "0.1"), ("layer", "0"));

        Assert.Equal("Attention of patch 0.1 in layer 0, example 0", figure.Title);
        Assert.Equal([new MatrixCell(0, 1)], figure.Outlines.AsEnumerable());
    }

    [Fact]
    public void Patches_NoClassToken_TakeThePatchInTheMiddle() =>
        Assert.Equal([new MatrixCell(0, 1)], Run(Image(new PatchGrid(1, 3, 1, 0))).Outlines.AsEnumerable());

    [Fact]
    public void Patches_Text_HasNone() => Assert.Empty(Results(PlantedExample.Of("a b c")).Artefacts);

    [Theory]
    [InlineData("1", "class, or a patch as row.column from 0, for instance 3.4")]
    [InlineData("0.x", "class, or a patch as row.column from 0, for instance 3.4")]
    [InlineData("1.0", "a patch from 0.0 to 0.1")]
    public void Patches_QueryThatIsNone_IsRefused(string query, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Run(Image(new PatchGrid(1, 2, 1, 1)), ("query", query)));

        Assert.Equal($"Option 'query' has the value '{query}'; expected {expected}.", error.Message);
    }

    [Fact]
    public void SupportedOptions_Defaults_AreDocumented()
    {
        Assert.Equal("-1", MapOptions.PatchLayer.DefaultText);
        Assert.Equal("class", MapOptions.PatchQuery.DefaultText);
    }

    private static bool Near(float left, float right) => Math.Abs(left - right) < 1e-6;

    private static EncodedExample Image(PatchGrid grid)
    {
        EncodedExample tokens = PlantedExample.Of("[CLS] r0c0 r0c1");
        return new EncodedExample(0, tokens.Input, tokens.Tokens, tokens.TokenTypes, tokens.Mask)
        {
            Patches = grid,
            Pixels = new ImagePixels(1, 1, 3, ImmutableArray.Create<float>(0, 0.5f, 1)),
        };
    }

    private static ImageOverlayFigure Run(EncodedExample example, params (string Name, string Value)[] options) =>
        Assert.IsType<ImageOverlayFigure>(Assert.Single(Results(example, options).Artefacts).Value);

    // Head 0 looks at the first token with half of its weight, head 1 at the last with all.
    private static PlantedSink Results(EncodedExample example, params (string Name, string Value)[] options)
    {
        PlantedBatch batch = new(example);
        foreach (HookPoint hook in Layers)
        {
            batch.With(hook, 2, (_, head, _, key) => head == 0 ? (key == 0 ? 0.5f : 0.25f) : key == 2 ? 1 : 0);
        }

        return PlantedAnalysis.Run(new PatchMapsAnalyzer(), Layers, [batch], options);
    }
}
