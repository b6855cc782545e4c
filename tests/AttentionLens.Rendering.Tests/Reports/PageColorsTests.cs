namespace AttentionLens.Rendering.Tests;

public sealed class PageColorsTests
{
    [Fact]
    public void Join_DrawingsThatDifferInColorsAlone_NamesEachPairOnce()
    {
        PageColors colors = new();

        string? joined = colors.Join(
            "<rect fill=\"#ffffff\"/><rect fill=\"#000000\" stroke=\"#0072b2\"/><rect fill=\"#ffffff\"/>",
            "<rect fill=\"#14181f\"/><rect fill=\"#ffffff\" stroke=\"#0072b2\"/><rect fill=\"#14181f\"/>");
        string? second = colors.Join("<b fill=\"#000000\"/>", "<b fill=\"#ffffff\"/>");

        Assert.Equal("<rect fill=\"var(--k0)\"/><rect fill=\"var(--k1)\" stroke=\"#0072b2\"/><rect fill=\"var(--k0)\"/>", joined);
        Assert.Equal("<b fill=\"var(--k1)\"/>", second);
        Assert.Equal(":root{--k0:light-dark(#ffffff,#14181f);--k1:light-dark(#000000,#ffffff);}\n", colors.ToStyle());
    }

    [Theory]
    [InlineData("<a fill=\"#ffffff\"/>", "<a fill=\"#14181f\"/><b/>")]
    [InlineData("<a fill=\"#ffffff\"/>", "<a x=\"1\" fill=\"#14181f\"/>")]
    [InlineData("<a fill=\"#ffffff\"/>", "<a fill=\"#14181f\" stroke=\"#000000\"/>")]
    public void Join_DrawingsThatDifferInMore_GivesNone(string light, string dark) => Assert.Null(new PageColors().Join(light, dark));

    [Theory]
    [InlineData("<use href=\"#figure:facade:0\"/><a fill=\"#ffffff\"/>")]
    [InlineData("<a clip-path=\"url(#facade1)\" fill=\"#ffffff\"/>")]
    public void Join_NamesThatLookLikeColors_StayNames(string light)
    {
        string? joined = new PageColors().Join(light, light.Replace("#ffffff", "#14181f", StringComparison.Ordinal));

        Assert.Equal(light.Replace("#ffffff", "var(--k0)", StringComparison.Ordinal), joined);
    }

    [Fact]
    public void ToStyle_WithoutDrawings_IsEmpty() => Assert.Empty(new PageColors().ToStyle());

    [Fact]
    public void Of_EveryFigureWithoutPixels_FollowsThePage()
    {
        ArtefactRenderer[] renderers = [new SvgRenderer()];
        int following = 0;
        foreach (Artefact artefact in SampleArtefacts.All.Values.Where(artefact => artefact is not DataTable && artefact.FindProblem() is null))
        {
            bool hasPixels = Drawn.Text(artefact, "svg").Contains("data:image/", StringComparison.Ordinal);

            FigureBody light = FigureBody.Of(artefact, renderers, new RenderOptions(), new PageColors());
            FigureBody dark = FigureBody.Of(artefact, renderers, new RenderOptions { Theme = RenderTheme.Dark }, new PageColors());

            Assert.Equal(!hasPixels, light.Markup.Contains("drawing following", StringComparison.Ordinal));
            Assert.Equal(!hasPixels, light.Markup == dark.Markup);
            following += hasPixels ? 0 : 1;
        }

        Assert.InRange(following, 10, int.MaxValue);
    }
}
