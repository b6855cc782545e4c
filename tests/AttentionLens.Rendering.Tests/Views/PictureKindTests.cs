namespace AttentionLens.Rendering.Tests;

/// <summary>Every view has samples of every kind; all samples have approved pictures, so every view has those too.</summary>
public sealed class PictureKindTests
{
    public static TheoryData<string> Views => [.. FigureViews.All.Select(view => view.Figure.Name)];

    public static TheoryData<string> Pictures => [.. PictureKind.All.Select(picture => picture.Name)];

    public static TheoryData<string> DarkSamples => [.. PictureKind.All.Select(picture => picture.SampleOf(SampleKind.Dark)).Where(SampleArtefacts.All.ContainsKey)];

    [Theory]
    [MemberData(nameof(Views))]
    public void All_EachView_HasAPictureAndFiguresByChance(string figure)
    {
        Assert.Contains(PictureKind.All, picture => picture.Figure.Name == figure);
        Assert.Contains(RandomFigures.All.Keys, type => type.Name == figure);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Find_EachKind_IsASampleOfTheTypeOrHasAReason(string name)
    {
        PictureKind picture = PictureKind.All.Single(candidate => candidate.Name == name);

        foreach (SampleKind kind in Enum.GetValues<SampleKind>())
        {
            Artefact? sample = picture.Find(kind);
            Assert.True(
                sample is null ? picture.Reasons.ContainsKey(kind) : sample.GetType() == picture.Figure && !picture.Reasons.ContainsKey(kind),
                $"{name} has no sample '{picture.SampleOf(kind)}' of a {picture.Figure.Name}; add one, or the reason why there is none");
        }
    }

    [Theory]
    [MemberData(nameof(SvgRendererTests.Samples), MemberType = typeof(SvgRendererTests))]
    public void Render_Sample_KeepsTextsApartAndWithinThePage(string sample)
    {
        IReadOnlyList<string> problems = LayoutProblems.Of(Drawn.Text(SampleArtefacts.All[sample], "svg"));

        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }
}
