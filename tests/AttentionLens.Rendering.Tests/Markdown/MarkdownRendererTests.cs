using System.Collections.Immutable;
using AttentionLens.Testing;

namespace AttentionLens.Rendering.Tests;

public sealed class MarkdownRendererTests
{
    public static TheoryData<string> Samples => [.. SampleArtefacts.Names];

    [Theory]
    [MemberData(nameof(Samples))]
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
    [InlineData(16, false)]
    [InlineData(17, true)]
    public void Table_LongOne_IsFoldedAwayWithBlankLinesAround(int rows, bool isFolded)
    {
        DataTable table = new(
            new ArtefactId("heads/rows"), "Rows", [new TableColumn("token")], [.. Enumerable.Range(0, rows).Select(row => ImmutableArray.Create(new TableCell((double)row)))]);

        string page = Drawn.Text(table, "md");

        Assert.Equal(isFolded, page.Contains($"\n\n<details>\n<summary>{rows} rows</summary>\n\n| token |", StringComparison.Ordinal));
        Assert.Equal(isFolded, page.EndsWith("|\n\n</details>\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_AnySample_HasNoMarkupButFolds(string sample)
    {
        // A backslash before an angle bracket makes a letter of it.
        string page = Drawn.Text(SampleArtefacts.All[sample], "md").Replace("\\\\", string.Empty, StringComparison.Ordinal).Replace("\\<", string.Empty, StringComparison.Ordinal);

        IEnumerable<string> tags = page.Split('<').Skip(1).Select(tag => tag.Split('>')[0]);
        Assert.All(tags, tag => Assert.Contains(tag, new[] { "details", "/details", "summary", "/summary" }));
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
