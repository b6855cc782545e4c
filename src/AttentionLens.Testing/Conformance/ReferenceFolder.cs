using System.Text.Json;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Testing.Conformance;

/// <summary>Recorded inputs and numbers of a model.</summary>
internal sealed class ReferenceFolder : IDisposable
{
    private const int LargestIndex = 64 << 20;
    private readonly SafetensorsFile _inputs;
    private readonly SafetensorsFile _expected;
    private readonly JsonElement _tensors;

    public ReferenceFolder(string path)
    {
        _tensors = Index(Path.Combine(path, "expected.json"));
        _inputs = SafetensorsFile.Open(Path.Combine(path, "inputs.safetensors"));
        try
        {
            _expected = SafetensorsFile.Open(Path.Combine(path, "expected.safetensors"));
        }
        catch
        {
            _inputs.Dispose();
            throw;
        }
    }

    /// <summary>The names of the sets of inputs: what stands before the first dot.</summary>
    public IEnumerable<string> Sets => _inputs.Tensors.Keys.Where(name => name.Contains('.', StringComparison.Ordinal))
        .Select(name => name[..name.IndexOf('.', StringComparison.Ordinal)]).Distinct(StringComparer.Ordinal);

    public bool Has(string name) => _expected.Tensors.ContainsKey(name) && Tolerance(name) is not null;

    /// <summary>How far a number may be from what was recorded; null where the index has nothing on it.</summary>
    public double? Tolerance(string name) =>
        _tensors.TryGetProperty(name, out JsonElement entry) && entry.ValueKind == JsonValueKind.Object
        && entry.TryGetProperty("tolerance_abs", out JsonElement tolerance) && tolerance.ValueKind == JsonValueKind.Number
            ? tolerance.GetDouble()
            : null;

    public float[] Expected(string name) => Floats(_expected, name);

    public IReadOnlyList<LensInput> Inputs(string set) => new ReferenceInputs(this, set).Read();

    /// <summary>Recorded whole numbers, [example, …], or null.</summary>
    internal long[][]? Integers(string name)
    {
        if (!_inputs.Tensors.TryGetValue(name, out CheckpointTensor? tensor) || tensor.Shape.IsEmpty || tensor.Shape[0] < 1)
        {
            return null;
        }

        long[] values = new long[Length(tensor)];
        _inputs.ReadIntegers(tensor, values);
        return [.. values.Chunk(Math.Max(1, values.Length / (int)tensor.Shape[0]))];
    }

    /// <summary>Recorded images.</summary>
    internal IReadOnlyList<ImagePixels>? Images(string name)
    {
        if (!_inputs.Tensors.TryGetValue(name, out CheckpointTensor? tensor) || tensor.Shape.Length != 4)
        {
            return null;
        }

        float[] values = Floats(_inputs, name);
        int each = values.Length / (int)tensor.Shape[0];
        return [.. values.Chunk(each).Select(image => new ImagePixels((int)tensor.Shape[1], (int)tensor.Shape[2], (int)tensor.Shape[3], [.. image]))];
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _expected.Dispose();
    }

    private static float[] Floats(SafetensorsFile file, string name)
    {
        CheckpointTensor tensor = file.Tensors[name];
        float[] values = new float[Length(tensor)];
        file.Read(tensor, values);
        return values;
    }

    private static long Length(CheckpointTensor tensor) => tensor.Length is > 0 and < int.MaxValue / 8
        ? tensor.Length
        : throw new LensInputException($"The reference's tensor {tensor} has {tensor.Length} numbers; expected at least one and fewer than {int.MaxValue / 8}.");

    private static JsonElement Index(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > LargestIndex)
            {
                throw new LensInputException($"The reference's {name} is larger than {LargestIndex >> 20} MiB; expected the list of its tensors.");
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("tensors", out JsonElement tensors) && tensors.ValueKind == JsonValueKind.Object
                ? tensors.Clone()
                : throw new LensInputException($"The reference's {name} has no object 'tensors'; expected one with an entry for each tensor.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LensInputException($"The reference's {name} cannot be read: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
