using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class FlowMapsTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    [Fact]
    public void Flow_TwoHeads_HalvesTheirMeanWithTheTokenItself()
    {
        // Head 0 looks at itself, head 1 at the first token.
        FlowFigure figure = Run("_ a b", 2, (head, query, key) => head == 0 ? (query == key ? 1 : 0) : key == 1 ? 1 : 0);

        Assert.Equal(["a", "b"], figure.Tokens.Labels.AsEnumerable());
        Assert.Equal([0, 1], figure.Layers.Select(layer => layer.Layer));
        Assert.Equal([1, 0, 0.25f, 0.75f], figure.Layers[1].Shares.AsEnumerable());
        Assert.Equal([1, 0], figure.Ends.AsEnumerable());
        Assert.Null(figure.FindProblem());
    }

    [Fact]
    public void Flow_LongText_KeepsTheWholeOfEachRow()
    {
        FlowFigure figure = Run("a b c d e", 1, (_, _, _) => 0.2f, ("cells", "2"));

        Assert.Equal(["a…b", "c…e"], figure.Tokens.Labels.AsEnumerable());
        Assert.Equal([0.7f, 0.3f, 0.2f, 0.8f], figure.Layers[0].Shares, (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Contains("up to 3 tokens share one", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Flow_HeadsThatAttendToNothing_LeaveTheTokenWhereItIs() =>
        Assert.Equal([1, 0, 0, 1], Run("a b", 1, (_, _, _) => 0).Layers[0].Shares.AsEnumerable());

    [Theory]
    [InlineData("first", 1f, 0f, 0f)]
    [InlineData("last", 0f, 0f, 1f)]
    [InlineData("read", 1f, 0f, 0f)]
    [InlineData("all", 1 / 3f, 1 / 3f, 1 / 3f)]
    public void Flow_End_IsTheTokenThatIsChosen(string end, params float[] ends) => Assert.Equal(ends, Run("a b c", 1, (_, _, _) => 1 / 3f, ("end", end)).Ends.ToArray());

    [Fact]
    public void Flow_CausalModel_EndsAtTheLastToken()
    {
        HookPoint hook = PlantedHooks.Self(0, causal: true);
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b")).With(hook, 1, (_, _, query, key) => key <= query ? 1f / (query + 1) : 0);

        Assert.Equal([0, 1], PlantedAnalysis.Run(new FlowMapsAnalyzer(), [hook], [batch]).Figure<FlowFigure>("maps/example-0/flow").Ends.ToArray());
    }

    [Fact]
    public void Flow_EncoderAndDecoder_HaveOneEachAndCrossAttentionNone()
    {
        HookPoint[] hooks = [PlantedHooks.Self(0, stack: "encoder"), PlantedHooks.Self(0, causal: true, "decoder"), PlantedHooks.Cross(0)];
        PlantedBatch batch = new(PlantedExample.Of("a b", decoder: PlantedExample.Of("x y z")));
        foreach (HookPoint hook in hooks)
        {
            batch.With(hook, 1, (_, _, query, _) => 1f / (query + 2));
        }

        PlantedSink results = PlantedAnalysis.Run(new FlowMapsAnalyzer(), hooks, [batch]);

        Assert.Equal(["maps/example-0/decoder/flow", "maps/example-0/encoder/flow"], results.Ids);
        Assert.Equal([0.5f, 0.5f], results.Figure<FlowFigure>("maps/example-0/encoder/flow").Ends.ToArray());
        Assert.Equal([0, 0, 1], results.Figure<FlowFigure>("maps/example-0/decoder/flow").Ends.ToArray());
    }

    [Fact]
    public void SupportedOptions_Defaults_AreDocumented()
    {
        Assert.Equal("72", MapOptions.FlowCells.DefaultText);
        Assert.Equal("read", MapOptions.FlowEnd.DefaultText);
    }

    private static FlowFigure Run(string text, int heads, Func<int, int, int, float> weight, params (string Name, string Value)[] options)
    {
        PlantedBatch batch = new(PlantedExample.Of(text));
        foreach (HookPoint hook in Layers)
        {
            batch.With(hook, heads, (_, head, query, key) => weight(head, query, key));
        }

        return PlantedAnalysis.Run(new FlowMapsAnalyzer(), Layers, [batch], options).Figure<FlowFigure>("maps/example-0/flow");
    }
}
