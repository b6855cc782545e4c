using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class CrossLayerMapsTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    [Fact]
    public void CrossLayer_Mean_IsOneNamedPanelForEachLayer()
    {
        HeadGridFigure figure = Run("mean").Figure<HeadGridFigure>("maps/example-0/cross-layer/mean");

        Assert.Equal("Mean attention across layers, example 0", figure.Title);
        Assert.Equal([(0, "mean"), (1, "mean")], figure.Panels.Select(panel => (panel.Layer, panel.Name)));
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], figure.Panels[1].Values.AsEnumerable());
        Assert.Null(figure.FindProblem());
    }

    [Fact]
    public void CrossLayer_OneHead_IsThatHeadOfEachLayer()
    {
        HeadGridFigure figure = Run("1").Figure<HeadGridFigure>("maps/example-0/cross-layer/head-1");

        Assert.Equal([(0, 1, ""), (1, 1, "")], figure.Panels.Select(panel => (panel.Layer, panel.Head, panel.Name)));
        Assert.Equal([0, 1, 0, 1], figure.Panels[0].Values.AsEnumerable());
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("means")]
    public void CrossLayer_HeadThatIsNone_IsRefused(string head)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Run(head));

        Assert.Equal($"Option 'head' has the value '{head}'; expected mean, or a head from 0 to 1.", error.Message);
    }

    [Fact]
    public void SupportedOptions_Default_IsDocumented() => Assert.Equal("mean", MapOptions.HeadAcross.DefaultText);

    private static PlantedSink Run(string head)
    {
        PlantedBatch batch = new(PlantedExample.Of("a b"));
        foreach (HookPoint hook in Layers)
        {
            batch.With(hook, 2, (_, planted, _, key) => planted == key ? 1 : 0);
        }

        return PlantedAnalysis.Run(new CrossLayerMapsAnalyzer(), Layers, [batch], ("head", head));
    }
}
