using System.Globalization;
using AttentionLens.Heads;
using AttentionLens.Tests;

namespace AttentionLens.Analyses.Tests;

public class HeadMeasuresAnalyzerTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0), PlantedHooks.Self(1)];

    private static IEnumerable<FindingDescriptor> Rules =>
        [.. new HeadMeasuresAnalyzer().SupportedFindings, .. new AlignmentAnalyzer().SupportedFindings, .. new CompositionAnalyzer().SupportedFindings, .. new SpectraAnalyzer().SupportedFindings];

    [Fact]
    public void Initialize_TwoLayers_PublishesLayersByHeads()
    {
        MatrixFigure figure = Run().Figure<MatrixFigure>("heads/first-token");

        Assert.Equal("First-token mass of each head", figure.Title);
        Assert.Equal("layer", figure.Rows.Title);
        Assert.Equal(["0", "1"], figure.Rows.Labels.AsEnumerable());
        Assert.Equal("head", figure.Columns.Title);
        Assert.Equal(["0", "1", "2"], figure.Columns.Labels.AsEnumerable());
        Assert.Equal([0.1f, 0.2f, 0.3f, 0.2f, 0.3f, 0.4f], figure.Values, (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal(ColorScale.Probability, figure.Scale);
        Assert.EndsWith("Mean over 2 examples.", figure.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_MeasuresWithoutNaturalEnd_ScaleToTheLargestValue()
    {
        MatrixFigure figure = Run().Figure<MatrixFigure>("heads/entropy");

        Assert.Equal(new ColorScale(ColorScaleKind.Sequential, 0, figure.Values.Max(), "nats"), figure.Scale);
        Assert.InRange(figure.Scale.Maximum, 1, Math.Log(4));
    }

    [Fact]
    public void Initialize_NoSeparators_PublishesAllButTheirFigure() =>
        Assert.Equal(
            [
                "heads/confidence", "heads/diagonal", "heads/entropy", "heads/first-token", "heads/mean-distance", "heads/measures",
                "heads/next-token", "heads/normalized-entropy", "heads/previous-token", "heads/standard-errors",
            ],
            Run().Ids.Order(StringComparer.Ordinal));

    [Fact]
    public void Initialize_AllHeads_FillsTheTables()
    {
        PlantedSink results = Run();

        DataTable means = results.Figure<DataTable>("heads/measures");
        Assert.Equal(
            ["hook point", "head", "examples", "entropy", "normalized entropy", "confidence", "previous-token mass", "next-token mass",
                "first-token mass", "separator mass", "diagonal mass", "mean distance"],
            means.Columns.Select(column => column.Name));
        Assert.Equal(6, means.Rows.Length);
        Assert.All(means.Rows, row => Assert.Equal(means.Columns.Length, row.Length));
        Assert.Equal("blocks.1.attn.pattern", means.Rows[5][0].Text);
        Assert.Equal(2, means.Rows[5][1].Number);
        Assert.Equal(2, means.Rows[5][2].Number);
        Assert.Equal(0.4, means.Rows[5][8].Number!.Value, 1e-6);
        Assert.Equal("n/a", means.Rows[5][9].Text);
        Assert.Equal(0, results.Figure<DataTable>("heads/standard-errors").Rows[5][8].Number!.Value, 1e-7);
    }

    [Fact]
    public void Initialize_OneExample_HasNoStandardErrors()
    {
        DataTable errors = Run(examples: 1).Figure<DataTable>("heads/standard-errors");

        Assert.All(errors.Rows, row => Assert.All(row.Skip(3), cell => Assert.Equal("n/a", cell.Text)));
    }

    [Fact]
    public void Initialize_OneExampleInTwoBatches_IsAsInOne()
    {
        DataTable apart = Run().Figure<DataTable>("heads/measures");
        PlantedBatch batch = new(PlantedExample.Of("a b c d"), PlantedExample.Of("a b c d", 1));
        Plant(batch);

        DataTable together = PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), Layers, [batch]).Figure<DataTable>("heads/measures");

        Assert.Equal(apart.Rows.Select(row => row.ToArray()), together.Rows.Select(row => row.ToArray()));
    }

    [Fact]
    public void Initialize_HeadsOfDifferentNumber_LeavesMissingOnesOut()
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b c"))
            .With(Layers[0], 1, (_, _, _, _) => 1f / 3)
            .With(Layers[1], 2, (_, _, _, _) => 1f / 3);

        MatrixFigure figure = PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), Layers, [batch]).Figure<MatrixFigure>("heads/entropy");

        Assert.Equal([false, true, false, false], figure.Values.Select(float.IsNaN));
    }

    [Fact]
    public void Initialize_EncoderAndDecoder_KeepsTheirFiguresApart()
    {
        HookPoint[] hooks = [PlantedHooks.Self(0, stack: "encoder"), PlantedHooks.Self(0, causal: true, "decoder"), PlantedHooks.Cross(0)];
        PlantedBatch batch = new(PlantedExample.Of("a b c _", decoder: PlantedExample.Of("x y")));
        foreach (HookPoint hook in hooks)
        {
            batch.With(hook, 2, (_, _, _, _) => 0.5f);
        }

        PlantedSink results = PlantedAnalysis.Run(new HeadMeasuresAnalyzer(), hooks, [batch]);

        Assert.Contains("heads/encoder/next-token", results.Ids);
        Assert.DoesNotContain("heads/decoder/next-token", results.Ids);
        Assert.Contains("heads/decoder/previous-token", results.Ids);
        Assert.Contains("heads/cross/first-token", results.Ids);
        Assert.Equal("Entropy of each head, cross-attention", results.Figure<MatrixFigure>("heads/cross/entropy").Title);
        Assert.Equal(6, results.Figure<DataTable>("heads/measures").Rows.Length);
    }

    [Fact]
    public void SupportedOptions_Defaults_AreDocumented() =>
        Assert.Equal(
            [
                ("broad-entropy", "3.8"), ("broad-share", "0.9"), ("focused-confidence", "0.8"), ("previous-threshold", "0.5"),
                ("next-threshold", "0.5"), ("first-threshold", "0.6"), ("separator-threshold", "0.6"), ("diagonal-threshold", "0.5"),
                ("chance-ratio", "2"),
            ],
            new HeadMeasuresAnalyzer().SupportedOptions.Select(option => (option.Name, option.DefaultText)));

    [Fact]
    public void SupportedFindings_AllRules_StandInTheListOfReleases()
    {
        string[] released = File.ReadAllLines(Path.Combine(
            ReferenceData.Checkout, "plugins", "AttentionLens.Heads", "FindingReleases.Unshipped.md"));

        Assert.Equal(
            released.Where(line => line.StartsWith("| AL", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            Rules
                .Select(rule => $"| {rule.Id} | {rule.Title} | {rule.Category} | {rule.DefaultSeverity} |")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SupportedFindings_AllRules_ExplainThemselvesAndNameASource() =>
        Assert.All(
            Rules,
            rule =>
            {
                Assert.False(string.IsNullOrWhiteSpace(rule.Description));
                Assert.NotEmpty(rule.Sources);
                Assert.Equal(rule.Id == "AL1012" ? FindingScope.Hook : FindingScope.Head, rule.Scope);
            });

    [Fact]
    public void Run_AnyCulture_SaysTheSame()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            string[] invariant = [.. Run().Findings.Select(finding => finding.Message)];
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty) { NumberFormat = { NumberDecimalSeparator = "," } };

            Assert.NotEmpty(invariant);
            Assert.Equal(invariant, Run().Findings.Select(finding => finding.Message));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static PlantedSink Run(int examples = 2) => PlantedAnalysis.Run(
        new HeadMeasuresAnalyzer(),
        Layers,
        [.. Enumerable.Range(0, examples).Select(index => Plant(new PlantedBatch(PlantedExample.Of("a b c d", index))))]);

    private static PlantedBatch Plant(PlantedBatch batch)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            int place = layer;
            batch.With(Layers[layer], 3, (_, head, _, key) =>
            {
                float first = (place + head + 1) / 10f;
                return key == 0 ? first : (1 - first) / 3;
            });
        }

        return batch;
    }
}
