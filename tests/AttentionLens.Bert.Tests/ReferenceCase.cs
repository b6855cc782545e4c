using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Tests;

/// <summary>The recorded inputs and numbers of one family.</summary>
internal sealed class ReferenceCase : IDisposable
{
    private readonly JsonElement _inputs;
    private readonly JsonElement _tensors;
    private readonly SafetensorsFile _expected;
    private readonly string _folder;

    public ReferenceCase(string family)
    {
        string folder = ReferenceData.At($"reference/{family}");
        _folder = folder;
        Checkpoint = Path.Combine(folder, "checkpoint");
        _inputs = Json(Path.Combine(folder, "inputs.json"));
        _tensors = Json(Path.Combine(folder, "expected.json")).GetProperty("tensors");
        _expected = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
    }

    public string Checkpoint { get; }

    public IEnumerable<string> Names => _tensors.EnumerateObject().Select(entry => entry.Name);

    public double Tolerance(string name) => _tensors.GetProperty(name).GetProperty("tolerance_abs").GetDouble();

    public float[] Expected(string name)
    {
        CheckpointTensor tensor = _expected.Tensors[name];
        float[] values = new float[tensor.Length];
        _expected.Read(tensor, values);
        return values;
    }

    public void AssertClose(string name, ReadOnlySpan<float> actual)
    {
        float[] expected = Expected(name);
        Assert.Equal(expected.Length, actual.Length);
        double worst = 0;
        for (int index = 0; index < expected.Length; index++)
        {
            worst = Math.Max(worst, Math.Abs((double)expected[index] - actual[index]));
        }

        Assert.True(worst <= Tolerance(name), $"{name}: off by {worst:G3}, tolerance {Tolerance(name):G3}");
    }

    /// <summary>The examples of set <c>a</c> or <c>b</c>, with the mask they were recorded with.</summary>
    public IReadOnlyList<LensInput> Inputs(string set)
    {
        if (!Has($"{set}.input_ids"))
        {
            return Images(set);
        }

        ImmutableArray<ImmutableArray<int>> ids = Rows($"{set}.input_ids");
        ImmutableArray<ImmutableArray<int>> masks = Rows($"{set}.attention_mask");
        return [.. ids.Select((row, index) => new LensInput
        {
            Ids = row,
            AttentionMask = Mask(masks[index]),
            TokenTypes = Has($"{set}.token_type_ids") ? Rows($"{set}.token_type_ids")[index] : default,
            DecoderIds = Has($"{set}.decoder_input_ids") ? Rows($"{set}.decoder_input_ids")[index] : default,
            DecoderMask = Has($"{set}.decoder_attention_mask") ? Mask(Rows($"{set}.decoder_attention_mask")[index]) : default,
            Label = Integers($"{set}.labels") is { IsDefault: false } labels ? labels[index] : null,
            Labels = Nested($"{set}.labels") ? Rows($"{set}.labels")[index] : default,
            Target = Integers($"{set}.target_id") is { IsDefault: false } targets ? targets[index] : null,
            Position = Integers($"{set}.target_pos") is { IsDefault: false } positions ? positions[index] : null,
        })];
    }

    public void Dispose() => _expected.Dispose();

    private List<LensInput> Images(string set)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(_folder, "inputs.safetensors"));
        CheckpointTensor tensor = file.Tensors[$"{set}.pixel_values"];
        float[] values = new float[tensor.Length];
        file.Read(tensor, values);
        int image = values.Length / (int)tensor.Shape[0];
        return [.. Enumerable.Range(0, (int)tensor.Shape[0]).Select(index => new LensInput
        {
            Pixels = new ImagePixels((int)tensor.Shape[1], (int)tensor.Shape[2], (int)tensor.Shape[3], [.. values.AsSpan(index * image, image)]),
            Label = Integers($"{set}.labels")[index],
            Target = Integers($"{set}.target_id")[index],
        })];
    }

    private static ImmutableArray<bool> Mask(ImmutableArray<int> row) => [.. row.Select(seen => seen != 0)];

    private bool Has(string name) => _inputs.TryGetProperty(name, out _);

    private bool Nested(string name) => _inputs.TryGetProperty(name, out JsonElement value) && value[0].ValueKind == JsonValueKind.Array;

    private ImmutableArray<int> Integers(string name) => _inputs.TryGetProperty(name, out JsonElement value) && !Nested(name)
        ? [.. value.EnumerateArray().Select(entry => entry.GetInt32())]
        : default;

    private ImmutableArray<ImmutableArray<int>> Rows(string name) =>
        [.. _inputs.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(entry => entry.GetInt32()).ToImmutableArray())];

    private static JsonElement Json(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }
}
