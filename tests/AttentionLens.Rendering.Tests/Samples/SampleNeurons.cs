using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Neuron views with data that anybody can compute again.</summary>
internal static class SampleNeurons
{
    public static IEnumerable<KeyValuePair<string, Artefact>> All =>
    [
        new("neurons-small", Neurons("maps/example-0/layer-1/head-2/neurons", "sat", SampleArtefacts.English, 16)),
        new("neurons-64", Neurons("maps/example-1/layer-1/head-2/neurons", "sat", SampleArtefacts.Words(24), 64)),
        new("neurons-one", Neurons("maps/example-2/layer-1/head-2/neurons", "hello", ["hello"], 1)),
        new("neurons-empty", Neurons("maps/example-3/layer-1/head-2/neurons", "hello", [], 8)),
        new("neurons-chinese", Neurons("maps/example-4/layer-1/head-2/neurons", "机器", SampleArtefacts.Chinese, 32)),
        new("neurons-arabic", Neurons("maps/example-5/layer-1/head-2/neurons", "القراءة", SampleArtefacts.Arabic, 32)),
        new("neurons-hostile", Neurons("maps/example-6/layer-1/head-2/neurons", SampleArtefacts.Hostile[0], SampleArtefacts.Hostile, 8)),
        new("neurons-512", Neurons("maps/example-7/layer-1/head-2/neurons", "river", SampleArtefacts.Words(512), 128)),
    ];

    private static NeuronViewFigure Neurons(string id, string query, ImmutableArray<string> keys, int width)
    {
        ImmutableArray<float> vector = [.. Enumerable.Range(0, width).Select(element => Element(0, element))];
        ImmutableArray<float> vectors = [.. Enumerable.Range(0, keys.Length * width).Select(index => Element((index / width) + 1, index % width))];
        float[] scores =
        [
            .. Enumerable.Range(0, keys.Length).Select(key => key == 5
                ? float.MinValue
                : Enumerable.Range(0, width).Sum(element => vector[element] * vectors[(key * width) + element]) / MathF.Sqrt(width) * 3),
        ];
        float[] weights = [.. scores.Select(MathF.Exp)];
        float sum = weights.Sum();
        return new NeuronViewFigure(
            new ArtefactId(id), "How head 1.2 attends", query, new AxisLabels("key", keys), vector, vectors, [.. scores], [.. weights.Select(weight => weight / sum)])
        {
            Caption = "Query and keys element by element.",
        };
    }

    private static float Element(int row, int element) => ((((row * 31) + (element * 17)) * (row + 7) % 41) - 20) / 12f;
}
