using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Curves and bars of how faithful methods are. The fake model's objective is a hundredth of the sum of the ids, and padding has the id 0.</summary>
public sealed class FaithfulnessChartTests
{
    private static readonly ImmutableArray<int> Ids = [10, 1, 40, 2, 3];

    [Fact]
    public async Task EvaluateAsync_Method_GivesTheProbabilityAtEachShare()
    {
        FaithfulnessResult result = await EvaluateAsync(new LensInput { Ids = Ids });

        FaithfulnessCurves curves = Assert.Single(result.Methods[0].Curves);
        Assert.Equal(21, FaithfulnessCurves.Shares.Length);
        Near([0.56, 0.16, 0.06, 0.03, 0.01, 0], [.. curves.Deletion.Where((_, place) => place % 4 == 0)]);
        Near([0, 0.4, 0.5, 0.53, 0.55, 0.56], [.. curves.Insertion.Where((_, place) => place % 4 == 0)]);
        Near([0.46], [curves.Deletion[1]]);
        Assert.Equal(10, Assert.Single(result.ControlCurves).Length);
        Near([.. FaithfulnessCurves.Mean(result.ControlCurves[0]).Deletion], [.. result.Control.Curves[0].Deletion]);
    }

    [Fact]
    public async Task EvaluateAsync_MorePositionsThanSteps_StillEndsWithAllAndNone()
    {
        FaithfulnessResult result = await EvaluateAsync(new LensInput { Ids = [.. Enumerable.Range(1, 33)] });

        FaithfulnessCurves curves = result.Methods[0].Curves[0];
        Near([5.61, 0], [curves.Deletion[0], curves.Deletion[^1]]);
        Near([0, 5.61], [curves.Insertion[0], curves.Insertion[^1]]);
        Assert.Equal(curves.Deletion.OrderDescending(), curves.Deletion);
    }

    [Fact]
    public async Task Combine_Parts_KeepsTheirCurves()
    {
        FaithfulnessResult part = await EvaluateAsync(new LensInput { Ids = Ids });

        FaithfulnessResult whole = FaithfulnessResult.Combine([part, part]);

        Assert.Equal((2, 2, 2), (whole.Methods[0].Curves.Length, whole.Control.Curves.Length, whole.ControlCurves.Length));
    }

    [Fact]
    public async Task Of_Result_HasCurvesInTheBandOfRandomOrdersAndBarsMostFaithfulFirst()
    {
        FaithfulnessResult result = await EvaluateAsync(new LensInput { Ids = Ids }, new LensInput { Ids = [5, 50, 2, 1, 7] });

        ChartFigure chart = FaithfulnessChart.Of(result, RemovalMode.Pad)!;

        Assert.Equal("attribution/curves", chart.Id.Value);
        Assert.Contains("mean over 2 examples; removal: pad. The grey band reaches from the lowest to the highest of 10 random orders.", chart.Caption, StringComparison.Ordinal);
        CurvePanel deletion = Assert.IsType<CurvePanel>(chart.Panels[0]);
        Assert.Equal([("random", true), ("ids", false), ("backwards", false)], deletion.Curves.Select(curve => (curve.Name, curve.IsControl)));
        ChartCurve random = deletion.Curves[0];
        Assert.All(Enumerable.Range(0, 21), place => Assert.InRange(random.Y[place], random.Lower[place] - 1e-6f, random.Upper[place] + 1e-6f));
        Assert.True(random.Lower[8] < random.Upper[8]);
        Assert.True(deletion.Curves[1].Y[8] < random.Y[8] && random.Y[8] < deletion.Curves[2].Y[8]);
        BarPanel comprehensiveness = Assert.IsType<BarPanel>(chart.Panels[2]);
        Assert.Equal(["ids", "backwards", "random"], comprehensiveness.Labels.ToArray());
        Assert.Equal((double)comprehensiveness.Values[2], comprehensiveness.Reference!.Value, 1e-6);
        Assert.Equal(["ids", "backwards", "random"], Assert.IsType<BarPanel>(chart.Panels[3]).Labels.ToArray());
    }

    [Fact]
    public void Of_NothingTested_IsNoChart() =>
        Assert.Null(FaithfulnessChart.Of(new FaithfulnessResult([], new RankingFaithfulness("random", []), [], []), RemovalMode.Pad));

    private static ValueTask<FaithfulnessResult> EvaluateAsync(params LensInput[] inputs)
    {
        FakeModel model = new();
        return FaithfulnessRunner.EvaluateAsync(new FaithfulnessRequest
        {
            Model = model,
            Batch = model.Inputs.Collate([.. inputs.Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]),
            Methods = [(new FakeMethod("ids", id => id), []), (new FakeMethod("backwards", id => -id), [])],
        });
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }
}
