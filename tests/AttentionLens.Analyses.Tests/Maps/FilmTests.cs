using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class FilmTests
{
    private static readonly HookPoint[] Layers = [PlantedHooks.Self(0, causal: true), PlantedHooks.Self(1, causal: true)];

    public static TheoryData<LensAnalyzer> Analyzers => [new LayerFilmAnalyzer(), new WrittenFilmAnalyzer()];

    [Fact]
    public void Layers_EachFrame_IsTheMeanOfItsHeadsOnOneScale()
    {
        SequenceFigure film = Run(new LayerFilmAnalyzer(), Layers, "a b").Figure<SequenceFigure>("maps/example-0/layers");

        Assert.Null(film.FindProblem());
        Assert.Equal("Mean attention from layer to layer, example 0", film.Title);
        Assert.Equal(["layer 0", "layer 1"], film.Frames.Select(frame => frame.Label));
        MatrixFigure[] maps = [.. film.Frames.Select(frame => (MatrixFigure)frame.Figure)];
        Assert.Equal([0.025f, 0.035f, 0.055f, 0.065f], maps[0].Values, Near);
        Assert.Equal([0.095f, 0.105f, 0.125f, 0.135f], maps[1].Values, Near);
        Assert.Equal(maps[0].Scale, maps[1].Scale);
        Assert.Equal(0.15, maps[0].Scale.Maximum);
    }

    [Fact]
    public void Layers_OneLayer_HasNoFilm() => Assert.Empty(Run(new LayerFilmAnalyzer(), [Layers[0]], "a b").Artefacts);

    [Fact]
    public void Written_EachToken_ShowsTheRowThatItWasChosenFrom()
    {
        SequenceFigure film = Run(new WrittenFilmAnalyzer(), Layers, "_ a b c", written: 2).Figure<SequenceFigure>("maps/example-0/written");

        Assert.Null(film.FindProblem());
        Assert.Equal(["b", "c"], film.Frames.Select(frame => frame.Label));
        TokenStripFigure[] strips = [.. film.Frames.Select(frame => (TokenStripFigure)frame.Figure)];
        Assert.Equal(["a"], strips[0].Tokens.AsEnumerable());
        Assert.Equal(["a", "b"], strips[1].Tokens.AsEnumerable());
        Assert.Equal([Mean(1, 1, 1)], strips[0].Scores, Near);
        Assert.Equal([Mean(1, 2, 1), Mean(1, 2, 2)], strips[1].Scores, Near);
        Assert.Equal(strips[0].Scale, strips[1].Scale);
    }

    [Fact]
    public void Written_Decoder_ShowsWhatItWroteAndWhatItWasGiven()
    {
        HookPoint[] hooks = [PlantedHooks.Self(0, stack: "encoder"), PlantedHooks.Self(0, causal: true, "decoder"), PlantedHooks.Cross(0)];

        PlantedSink results = Run(new WrittenFilmAnalyzer(), hooks, "a b c", written: 1, decoder: "x y");

        Assert.Equal(["maps/example-0/cross/written", "maps/example-0/decoder/written"], results.Ids.Order(StringComparer.Ordinal));
        TokenStripFigure cross = (TokenStripFigure)Assert.Single(results.Figure<SequenceFigure>("maps/example-0/cross/written").Frames).Figure;
        Assert.Equal(["a", "b", "c"], cross.Tokens.AsEnumerable());
        Assert.Equal([Mean(0, 0, 0), Mean(0, 0, 1), Mean(0, 0, 2)], cross.Scores, Near);
    }

    [Fact]
    public void Written_ManyTokens_AreLeftOutEvenly()
    {
        string text = string.Join(' ', Enumerable.Range(0, 131).Select(index => $"w{index}"));

        SequenceFigure film = Run(new WrittenFilmAnalyzer(), Layers, text, written: 130).Figure<SequenceFigure>("maps/example-0/written");

        Assert.Equal(["w1", "w4", "w7"], film.Frames.Take(3).Select(frame => frame.Label));
        Assert.Equal(44, film.Frames.Length);
        Assert.Contains("left out evenly", film.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Written_NoTokensAskedFor_HasNoFilm() =>
        Assert.Empty(Run(new WrittenFilmAnalyzer(), Layers, "a b", written: 1, options: []).Artefacts);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(99)]
    public void Written_NotKnownOrMoreThanThereIs_BeginsAtTheSecondToken(int written) => Assert.Equal(
        ["b", "c"], Run(new WrittenFilmAnalyzer(), Layers, "a b c", written).Figure<SequenceFigure>("maps/example-0/written").Frames.Select(frame => frame.Label));

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Initialize_PaddingOrOneToken_IsNoError(LensAnalyzer analyzer)
    {
        Assert.Empty(Run(analyzer, Layers, "_ _", written: 1).Artefacts);
        Assert.InRange(Run(analyzer, Layers, "a", written: 1).Artefacts.Count, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void SupportedOptions_Defaults_AreDocumented(LensAnalyzer analyzer)
    {
        Assert.Equal("8", Assert.Single(analyzer.SupportedOptions, option => option.Name == "examples").DefaultText);
        Assert.Equal("48", MapOptions.FilmCells.DefaultText);
        Assert.Equal("0", MapOptions.WrittenTokens.DefaultText);
    }

    private static bool Near(float left, float right) => Math.Abs(left - right) < 1e-6;

    private static float Weight(int layer, int head, int query, int key) => ((layer * 7) + (head * 5) + (query * 3) + key) / 100f;

    private static float Mean(int layer, int query, int key) => (Weight(layer, 0, query, key) + Weight(layer, 1, query, key)) / 2;

    private static PlantedSink Run(LensAnalyzer analyzer, HookPoint[] hooks, string text, int written = 0, string? decoder = null, (string, string)[]? options = null)
    {
        EncodedExample example = PlantedExample.Of(text, decoder: decoder is null ? null : PlantedExample.Of(decoder));
        PlantedBatch batch = new(example.WithInput(example.Input with { Written = written }));
        foreach (HookPoint hook in hooks)
        {
            batch.With(hook, 2, (_, head, query, key) => Weight(hook.Layer ?? 0, head, query, key));
        }

        return PlantedAnalysis.Run(analyzer, hooks, [batch], options ?? (analyzer is WrittenFilmAnalyzer ? [("tokens", "1000")] : []));
    }
}
