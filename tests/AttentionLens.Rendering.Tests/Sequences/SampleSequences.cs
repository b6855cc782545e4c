using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering.Tests;

/// <summary>Sequences with data that anybody can compute again.</summary>
internal static class SampleSequences
{
    public static ImmutableSortedDictionary<string, SequenceFigure> All { get; } = new Dictionary<string, SequenceFigure>
    {
        ["small"] = Layers("maps/film/small", 6, SampleArtefacts.English),
        ["one"] = Layers("maps/film/one", 1, ["hello"]),
        ["empty"] = Layers("maps/film/empty", 0, []),
        ["chinese"] = Layers("maps/film/chinese", 3, SampleArtefacts.Chinese),
        ["large"] = Layers("maps/film/large", 24, SampleArtefacts.Words(40)),
        ["many"] = Strips("maps/written/many", SampleArtefacts.Words(60)),
        ["arabic"] = Strips("maps/written/arabic", SampleArtefacts.Arabic),
        ["hostile"] = Strips("maps/written/hostile", SampleArtefacts.Hostile),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static SequenceFigure Layers(string id, int layers, ImmutableArray<string> tokens) => new(
        new ArtefactId(id),
        "Mean attention, layer by layer",
        [
            .. Enumerable.Range(0, layers).Select(layer => new SequenceFrame(
                string.Create(CultureInfo.InvariantCulture, $"layer {layer}"),
                SampleArtefacts.Matrix("maps/frame", tokens, tokens, SampleArtefacts.PatternOf(tokens.Length, tokens.Length, layer), ColorScale.Probability))),
        ])
    {
        Caption = "The mean of the maps of all heads.",
    };

    private static SequenceFigure Strips(string id, ImmutableArray<string> tokens) => new(
        new ArtefactId(id),
        "What each new token attends to",
        [
            .. tokens.Select((token, index) => new SequenceFrame(
                token,
                new TokenStripFigure(
                    new ArtefactId("maps/step"),
                    "Step",
                    tokens[..(index + 1)],
                    SampleArtefacts.PatternOf(1, index + 1, index),
                    ColorScale.Probability))),
        ])
    {
        Caption = "The mean over heads.",
    };
}
