using System.Collections.Immutable;
using System.IO.Compression;

namespace AttentionLens.Rendering.Tests;

public sealed class ExplorerSelectionTests
{
    [Fact]
    public void Of_SmallReport_KeepsEverythingInFull()
    {
        ExplorerSelection selection = ExplorerSelection.Of(Report(View(0, 2, 2, 5), View(1, 2, 2, 5)));

        Assert.Empty(selection.Thinned);
        Assert.Equal([AttentionDetail.Full, AttentionDetail.Full], selection.Attentions.Select(attention => attention.Detail));
        HeadViewFigure figure = selection.Attentions[1].Figure;
        Assert.Equal(AttentionCodes.Write(figure.Heads, 5, 5, AttentionDetail.Full), Unpacked(selection.Attentions[1]));
    }

    [Fact]
    public void Of_HeadsOutOfOrder_PutsThemInOrder()
    {
        HeadViewFigure figure = View(0, 2, 3, 4);
        ExplorerSelection selection = ExplorerSelection.Of(Report(figure with { Heads = [.. figure.Heads.Reverse()] }));

        Assert.True(figure.Heads.SequenceEqual(selection.Attentions[0].Heads));
    }

    [Fact]
    public void Of_TwoLargeFigures_KeepsThemInEightBitsAndSaysSo()
    {
        ExplorerSelection selection = ExplorerSelection.Of(Report(View(0, 4, 4, 32), View(1, 4, 4, 32)), 60_000);

        Assert.Equal([255, 255], selection.Attentions.Select(attention => attention.Detail.Levels));
        Assert.Equal("Weights are kept in 8 bits on a square-root scale: each is off by at most 0.004.", Assert.Single(selection.Thinned));
    }

    [Fact]
    public void Of_ManyLargeFigures_KeepsTheFirstAndNamesTheOthers()
    {
        ExplorerSelection selection = ExplorerSelection.Of(Report([.. Enumerable.Range(0, 6).Select(example => View(example, 4, 4, 32))]), 14_000);

        Assert.InRange(selection.Attentions.Length, 1, 5);
        Assert.Equal(0, selection.Attentions[0].Figure.Address.Example);
        Assert.InRange(selection.Attentions.Sum(attention => (long)attention.Packed.Length), 1, 14_000);
        Assert.Contains("Left out, to keep the page small: ", selection.Thinned[^1], StringComparison.Ordinal);
        Assert.Contains("example 5", selection.Thinned[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneHugeFigure_KeepsItsFirstTokensAndSaysHowMany()
    {
        ExplorerSelection selection = ExplorerSelection.Of(Report(View(0, 2, 2, 120)), 2_400);

        ExplorerAttention kept = Assert.Single(selection.Attentions);
        Assert.InRange(kept.Queries, 60, 119);
        Assert.InRange(kept.Packed.Length, 1, 2_400);
        Assert.Equal($"Of Attention, example 0, 120 tokens long, the first {kept.Queries} are here.", selection.Thinned[^1]);
    }

    [Fact]
    public void Of_LessAndLessRoom_ThinsWeightsBeforeTokensAndFigures()
    {
        AnalysisReport report = Report(View(0, 4, 4, 64), View(1, 4, 4, 64));
        List<AttentionDetail> details = [];
        for (int room = 400_000; room > 30_000; room = room * 4 / 5)
        {
            ExplorerSelection selection = ExplorerSelection.Of(report, room);
            Assert.Equal(2, selection.Attentions.Length);
            Assert.All(selection.Attentions, attention => Assert.Equal((64, 64), (attention.Queries, attention.Keys)));
            Assert.InRange(selection.Attentions.Sum(attention => (long)attention.Packed.Length), 1, room);
            details.Add(Assert.Single(selection.Attentions.Select(attention => attention.Detail).Distinct()));
        }

        AttentionDetail[] expected = [AttentionDetail.Full, .. AttentionDetail.Coarser];
        Assert.Equal(details.OrderBy(detail => Array.IndexOf(expected, detail)), details);
        Assert.InRange(details.Distinct().Count(), 6, expected.Length);
    }

    [Fact]
    public void Of_FigureThatDoesNotFitTogether_IsLeftToItsPlace()
    {
        ExplorerSelection selection = ExplorerSelection.Of(Report(View(0, 2, 2, 5) with { Layer = 9 }, View(1, 0, 0, 3)));

        Assert.Empty(selection.Attentions);
        Assert.Empty(selection.Thinned);
    }

    [Fact]
    public void Of_InAnyCulture_GivesTheSameText()
    {
        AnalysisReport report = Report([.. Enumerable.Range(0, 3).Select(example => View(example, 4, 4, 32))]);
        static string Everything(ExplorerSelection selection) =>
            string.Join('\n', [.. selection.Thinned, .. selection.Attentions.Select(attention => attention.Packed)]);

        Assert.Equal(Everything(ExplorerSelection.Of(report, 60_000)), OtherCulture.Run(() => Everything(ExplorerSelection.Of(report, 60_000))));
    }

    [Fact]
    public void Write_HtmlWithAttention_CarriesEachFigureOnce()
    {
        string html = Drawn.Report(Report(View(0, 2, 2, 5), View(1, 2, 2, 5)), "html");

        Assert.Contains("id=\"explorer-weights-1\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"explorer-weights-2\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#explorer\">", html, StringComparison.Ordinal);
        Assert.Equal(html, OtherCulture.Run(() => Drawn.Report(Report(View(0, 2, 2, 5), View(1, 2, 2, 5)), "html")));
    }

    [Theory]
    [InlineData("blocks.3.attn.pattern", "self", 3)]
    [InlineData("encoder.blocks.0.attn.pattern", "encoder", 0)]
    [InlineData("decoder.blocks.11.attn.z", "decoder", 11)]
    [InlineData("decoder.blocks.2.cross_attn.pattern", "cross", 2)]
    [InlineData("ln_final", "self", null)]
    [InlineData("blocks", "self", null)]
    [InlineData("blocks.99999999999.attn.pattern", "self", null)]
    public void Of_HookPoint_GivesItsAttentionAndLayer(string hook, string kind, int? layer)
    {
        Assert.Equal(kind, AttentionKind.Of(HookName.Parse(hook)));
        Assert.Equal(layer, AttentionKind.Layer(HookName.Parse(hook)));
    }

    private static AnalysisReport Report(params ImmutableArray<HeadViewFigure> figures) => SampleReports.Empty with { Artefacts = [.. figures] };

    private static HeadViewFigure View(int example, int layers, int heads, int tokens) => new(
        new ArtefactId(FormattableString.Invariant($"maps/example-{example}/head-view")),
        FormattableString.Invariant($"Attention, example {example}"),
        new AxisLabels("query", SampleArtefacts.Words(tokens)),
        new AxisLabels("key", SampleArtefacts.Words(tokens)),
        [.. Enumerable.Range(0, layers * heads).Select(index => new AttentionHead(index / heads, index % heads, Weights(tokens, example, index)))])
    {
        Address = new SiteAddress(null, Example: example),
    };

    private static AttentionWeights Weights(int tokens, int example, int head)
    {
        SeededRandom random = SeededRandom.Stream(11, (ulong)example, (ulong)head);
        float[] values = new float[tokens * tokens];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = (float)(random.NextUniform() * 2 / tokens);
        }

        return AttentionWeights.Of(tokens, tokens, values);
    }

    private static byte[] Unpacked(ExplorerAttention attention)
    {
        using MemoryStream packed = new(Convert.FromBase64String(attention.Packed));
        using ZLibStream unpacking = new(packed, CompressionMode.Decompress);
        using MemoryStream bytes = new();
        unpacking.CopyTo(bytes);
        return bytes.ToArray();
    }
}
