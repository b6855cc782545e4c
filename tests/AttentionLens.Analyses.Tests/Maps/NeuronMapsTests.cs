using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class NeuronMapsTests
{
    private static readonly HookPoint Pattern = PlantedHooks.Self(0, causal: true);
    private static readonly HookPoint Query = Site(HookKind.Query, "q");
    private static readonly HookPoint Key = Site(HookKind.Key, "k");
    private static readonly HookPoint Scores = Site(HookKind.Scores, "scores");

    [Fact]
    public void Neurons_SharedKeyHeads_TakeTheHeadsOwn()
    {
        NeuronViewFigure figure = Run(("heads", "0.1"), ("query", "1")).Figure<NeuronViewFigure>("maps/example-0/layer-0/head-1/neurons");

        // Position 2 is the second token; the padding before it is masked, and so is what comes after it.
        Assert.Equal("b", figure.QueryToken);
        Assert.Equal(["a", "b"], figure.Keys.Labels.AsEnumerable());
        Assert.Equal([21, 21.5f], figure.Query.AsEnumerable());
        Assert.Equal([-1, -1.5f, -2, -2.5f], figure.KeyVectors.AsEnumerable());
        Assert.Equal([1, 2], figure.Scores.AsEnumerable());
        Assert.Equal([0.25f, 0.75f], figure.Weights.AsEnumerable());
        Assert.Contains("these are of key head 0", figure.Caption, StringComparison.Ordinal);
        Assert.Null(figure.FindProblem());
    }

    [Fact]
    public void Neurons_NoQueryNamed_TakesTheOneThatGivesAnotherTokenMost() =>
        Assert.Equal("c", Run(("heads", "0.0")).Figure<NeuronViewFigure>("maps/example-0/layer-0/head-0/neurons").QueryToken);

    [Fact]
    public void Neurons_QueryBeyondTheText_IsTheLast() =>
        Assert.Equal("c", Run(("heads", "0.0"), ("query", "99")).Figure<NeuronViewFigure>("maps/example-0/layer-0/head-0/neurons").QueryToken);

    [Fact]
    public void Neurons_ByDefault_AreNone() => Assert.Empty(Run().Artefacts);

    [Fact]
    public void SupportedOptions_Defaults_AreDocumented()
    {
        Assert.Equal("none", MapOptions.NeuronHeads.DefaultText);
        Assert.Equal("-1", MapOptions.NeuronQuery.DefaultText);
    }

    private static HookPoint Site(HookKind kind, string name) =>
        Pattern with
        {
            Name = HookName.Parse($"blocks.0.attn.{name}"),
            Kind = kind,
            Spec = kind == HookKind.Scores ? Pattern.Spec : new TensorSpec([Axis.Batch, Axis.Position, Axis.Head, Axis.HeadWidth], "activation"),
        };

    // The weight of position 1 grows with the query; queries hold 20 times their head, their position and half of their element, keys its negative.
    private static PlantedSink Run(params (string Name, string Value)[] options)
    {
        const int Positions = 4;
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("_ a b c"))
            .With(Pattern, 2, (_, _, query, key) => key > query || key == 0 ? 0 : key == 1 ? query / 8f : 1 - (query / 8f))
            .With(Query, [.. Values(Positions, 2, (position, head, element) => (20 * head) + position - 1 + (element / 2f))], [1, Positions, 2, 2])
            .With(Key, [.. Values(Positions, 1, (position, _, element) => -position - (element / 2f))], [1, Positions, 1, 2])
            .With(Scores, 2, (_, _, query, key) => key > query || key == 0 ? float.MinValue : key);
        return PlantedAnalysis.Run(new NeuronMapsAnalyzer(), [Pattern, Query, Key, Scores], [batch], options);
    }

    private static IEnumerable<float> Values(int positions, int heads, Func<int, int, int, float> value) =>
        from position in Enumerable.Range(0, positions)
        from head in Enumerable.Range(0, heads)
        from element in Enumerable.Range(0, 2)
        select value(position, head, element);
}
