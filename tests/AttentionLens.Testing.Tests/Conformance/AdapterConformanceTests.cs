using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>How a check is asked for, and what it answers.</summary>
[Collection(PoolCollection.Name)]
public sealed class AdapterConformanceTests
{
    private static readonly string[] Quick = ["match-honest", "shapes"];

    [Fact]
    public void Laws_Ids_AreDifferentAndDemandSomething()
    {
        Assert.Equal(AdapterConformance.Laws.Length, AdapterConformance.Laws.Select(law => law.Id).Distinct().Count());
        Assert.All(AdapterConformance.Laws, law =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", law.Id);
            Assert.EndsWith(".", law.Demand);
        });
    }

    [Fact]
    public async Task RunAsync_LawsLeftOut_AreReportedSo()
    {
        using RandomModelFolder folder = Sketch();

        ConformanceReport report = await Check(folder, Quick).RunAsync();

        Assert.Equal(Quick, report.Results.Where(result => result.Outcome == LawOutcome.Held).Select(result => result.Law.Id));
        Assert.Equal("threads: does not apply, it was left out", report.ResultOf("threads").ToString());
        Assert.True(report.Holds);
        report.Demand();
    }

    [Fact]
    public async Task RunAsync_UnknownLawLeftOut_IsRefusedWithTheNearest()
    {
        using RandomModelFolder folder = Sketch();
        AdapterConformance check = new(new SketchAdapter(), folder.Path) { LeftOut = ["key-maks"] };

        string message = (await Assert.ThrowsAsync<LensInputException>(() => check.RunAsync())).Message;

        Assert.Contains("'key-maks'", message);
        Assert.Contains("key-mask", message);
    }

    [Fact]
    public async Task RunAsync_SameSeed_GivesTheSameReport()
    {
        using RandomModelFolder folder = Sketch();

        string first = (await Check(folder, "gradients", "nothing-left").RunAsync()).ToString();

        Assert.Equal(first, (await Check(folder, "gradients", "nothing-left").RunAsync()).ToString());
    }

    [Fact]
    public async Task RunAsync_Cancelled_Ends()
    {
        using RandomModelFolder folder = Sketch();
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Check(folder, Quick).RunAsync(source.Token));
    }

    [Fact]
    public async Task RunAsync_OwnInputs_AreWhatTheModelRunsOn()
    {
        using RandomModelFolder folder = Sketch();
        AdapterConformance check = new(new SketchAdapter(), folder.Path)
        {
            Inputs = [new LensInput { Ids = [5, 6, 7] }],
            LeftOut = LeftOutBut("pattern-distribution"),
        };

        ConformanceReport report = await check.RunAsync();

        // Three queries of one example, in three heads of two layers.
        Assert.Equal(3 * 3 * 2, report.ResultOf("pattern-distribution").Checks);
    }

    [Fact]
    public async Task RunAsync_EpsilonGiven_WinsOverTheConfiguration()
    {
        using RandomModelFolder folder = Sketch();
        AdapterConformance check = new(new SketchAdapter(), folder.Path) { NormEpsilon = 1e-3, LeftOut = LeftOutBut("norm-epsilon") };

        Assert.Contains("about 1", (await check.RunAsync()).ResultOf("norm-epsilon").Failures[0]);
    }

    [Fact]
    public async Task Demand_ManyPlacesBroken_NamesTheFirstFewAndCountsTheRest()
    {
        using RandomModelFolder folder = Sketch();
        AdapterConformance check = new(new SketchAdapter(Fault.OtherEpsilon), folder.Path) { LeftOut = LeftOutBut("norm-epsilon") };
        ConformanceReport report = await check.RunAsync();

        ConformanceException thrown = Assert.Throws<ConformanceException>(report.Demand);

        // Two normalisations in each of two blocks, and the last.
        Assert.Equal((3, 2), (report.ResultOf("norm-epsilon").Failures.Length, report.ResultOf("norm-epsilon").FurtherFailures));
        Assert.StartsWith($"SketchForCausalLM of adapter 'sketch' breaks 1 of {AdapterConformance.Laws.Length} laws.\nnorm-epsilon: Every", thrown.Message);
        Assert.EndsWith("  … and at 2 further places", thrown.Message);
        Assert.Same(report, thrown.Report);
        Assert.Throws<LensInputException>(() => report.ResultOf("no-such-law"));
    }

    private static RandomModelFolder Sketch() => new(new SketchAdapter(), JsonNode.Parse(SketchAdapter.Config)!.AsObject());

    private static AdapterConformance Check(RandomModelFolder folder, params string[] laws) =>
        new(new SketchAdapter(), folder.Path) { LeftOut = LeftOutBut(laws) };

    private static ImmutableArray<string> LeftOutBut(params string[] laws) =>
        [.. AdapterConformance.Laws.Select(law => law.Id).Except(laws)];
}
