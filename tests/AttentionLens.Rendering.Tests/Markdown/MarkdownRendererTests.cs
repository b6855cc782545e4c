using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed class MarkdownRendererTests
{
    public static TheoryData<string> Samples => [.. SampleArtefacts.Names];

    [Theory]
    [InlineData("matrix-small")]
    [InlineData("matrix-empty")]
    [InlineData("matrix-hostile")]
    [InlineData("matrix-arabic")]
    [InlineData("matrix-512")]
    [InlineData("grid-all")]
    [InlineData("grid-layers")]
    [InlineData("strip-chinese")]
    [InlineData("strip-empty")]
    [InlineData("table-empty")]
    [InlineData("table-hostile")]
    [InlineData("overlay-several")]
    [InlineData("compare-small")]
    [InlineData("compare-empty")]
    [InlineData("chart-bars")]
    [InlineData("chart-curves")]
    [InlineData("chart-scatter")]
    [InlineData("chart-odd")]
    [InlineData("chart-hostile")]
    [InlineData("arcs-small")]
    [InlineData("arcs-empty")]
    [InlineData("flow-small")]
    [InlineData("neurons-small")]
    [InlineData("lens-small")]
    [InlineData("lens-hostile")]
    [InlineData("lens-512")]
    [InlineData("waterfall-small")]
    [InlineData("graph-small")]
    [InlineData("graph-one")]
    [InlineData("graph-hostile")]
    [InlineData("head-map-small")]
    [InlineData("head-map-large")]
    [InlineData("waterfall-start")]
    public void Render_Sample_ReadsAsApproved(string sample) =>
        Snapshot.Verify(Drawn.Text(SampleArtefacts.All[sample], "md"), "md", sample);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_KeepsEveryTableRowOnOneLineWithItsColumns(string sample)
    {
        string[] blocks = Drawn.Text(SampleArtefacts.All[sample], "md").Split("\n\n");

        foreach (string table in blocks.Where(block => block.StartsWith('|')))
        {
            string[] rows = table.TrimEnd('\n').Split('\n');
            Assert.All(rows, row => Assert.StartsWith("|", row, StringComparison.Ordinal));
            Assert.Single(rows.Select(row => row.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(letter => letter == '|')).Distinct());
        }
    }

    [Theory]
    [InlineData("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`")]
    [InlineData("<b>&amp;", "\\<b\\>\\&amp;")]
    [InlineData("![x](y)", "!\\[x\\](y)")]
    [InlineData("http://a.b www.c.d e@f", "http\\://a.b www\\.c.d e\\@f")]
    [InlineData("a|b", "a\\|b")]
    public void Inline_Markup_IsEscaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Inline(text));

    [Theory]
    [InlineData("1. item", "1\\. item")]
    [InlineData("- item", "\\- item")]
    [InlineData("2024 was", "2024 was")]
    public void Paragraph_LineThatLooksLikeAList_IsEscaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Paragraph(text));
}
