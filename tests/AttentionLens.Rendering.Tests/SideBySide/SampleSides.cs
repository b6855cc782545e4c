using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Figures side by side with data that anybody can compute again.</summary>
internal static class SampleSides
{
    public static ImmutableSortedDictionary<string, SideBySideFigure> All { get; } = new Dictionary<string, SideBySideFigure>
    {
        ["small"] = Of("small", ("before", Matrix(SampleArtefacts.English, 1, 0.6)), ("after fine-tuning", Matrix(SampleArtefacts.English, 2, 1))),
        ["one"] = Of("one", ("a", Matrix(["hello"], 0, 1)), ("b", Matrix(["hello"], 0, 1))),
        ["empty"] = Of("empty", ("a", Matrix([], 0, 1)), ("b", Matrix([], 0, 1))),
        ["chinese"] = Of("chinese", ("模型甲", Matrix(SampleArtefacts.Chinese, 1, 1)), ("模型乙", Matrix(SampleArtefacts.Chinese, 2, 1)), ("模型丙", Matrix(SampleArtefacts.Chinese, 3, 1))),
        ["arabic"] = Of("arabic", ("قبل", Strip(SampleArtefacts.Arabic, 0.5)), ("بعد", Strip(SampleArtefacts.Arabic, 1))),
        ["hostile"] = Of("hostile", [.. SampleArtefacts.Hostile[..8].Select(name => (name, (Artefact)Strip(SampleArtefacts.Hostile, 1)))]),
        ["mixed"] = Of("mixed", ("strip", Strip(SampleArtefacts.English, 1)), ("table", SampleArtefacts.All["table-small"]), ("grid", SampleArtefacts.All["grid-layer"])),
        ["large"] = Of("large", [.. Enumerable.Range(0, 8).Select(seed => ($"layer {seed}", (Artefact)Matrix(SampleArtefacts.Words(512), seed, 0.08)))]),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static MatrixFigure Matrix(ImmutableArray<string> tokens, int seed, double most) => SampleArtefacts.Matrix(
        "maps/part", tokens, tokens, SampleArtefacts.PatternOf(tokens.Length, tokens.Length, seed), ColorScale.Probability with { Maximum = most });

    public static SideBySideFigure Of(string id, params ImmutableArray<(string Name, Artefact Figure)> parts) =>
        new(new ArtefactId($"beside/{id}"), "Layer 0 head 1 of several models", [.. parts.Select(part => new NamedFigure(part.Name, part.Figure))])
        {
            Caption = "The same text in each.",
        };

    private static TokenStripFigure Strip(ImmutableArray<string> tokens, double most) => new(
        new ArtefactId("attribution/part"), "Saliency", tokens, SampleArtefacts.SignedOf(tokens.Length), new ColorScale(ColorScaleKind.Diverging, -most, most, "logits"));
}
