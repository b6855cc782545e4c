using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using AttentionLens.Tests;

namespace AttentionLens.Analyses.Tests;

/// <summary>The reference numbers of one family: float32 tensors with their tolerances, and the masks of the inputs.</summary>
internal sealed class ReferenceTensors
{
    private readonly byte[] _bytes;
    private readonly int _dataStart;
    private readonly JsonElement _header;
    private readonly JsonElement _expected;
    private readonly JsonElement _inputs;

    public ReferenceTensors(string family)
    {
        _bytes = File.ReadAllBytes(ReferenceData.At($"reference/{family}/expected.safetensors"));
        int headerLength = checked((int)BinaryPrimitives.ReadInt64LittleEndian(_bytes));
        _dataStart = sizeof(long) + headerLength;
        _header = Parse(_bytes.AsMemory(sizeof(long), headerLength));
        _expected = Parse(File.ReadAllBytes(ReferenceData.At($"reference/{family}/expected.json"))).GetProperty("tensors");
        _inputs = Parse(File.ReadAllBytes(ReferenceData.At($"reference/{family}/inputs.json")));
    }

    public IEnumerable<string> Names => _expected.EnumerateObject().Select(property => property.Name);

    public float[] Values(string name)
    {
        JsonElement offsets = _header.GetProperty(name).GetProperty("data_offsets");
        Range range = (_dataStart + offsets[0].GetInt32())..(_dataStart + offsets[1].GetInt32());
        return MemoryMarshal.Cast<byte, float>(_bytes.AsSpan()[range]).ToArray();
    }

    public int[] Shape(string name) => [.. _header.GetProperty(name).GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32())];

    public double Tolerance(string name) => _expected.GetProperty(name).GetProperty("tolerance_abs").GetDouble();

    /// <summary>The mask of every example; all true where the inputs have none.</summary>
    public bool[][] Masks(string name, int examples, int length) =>
        _inputs.TryGetProperty(name, out JsonElement masks)
            ? [.. masks.EnumerateArray().Select(mask => mask.EnumerateArray().Select(entry => entry.GetInt32() == 1).ToArray())]
            : [.. Enumerable.Range(0, examples).Select(_ => Enumerable.Repeat(true, length).ToArray())];

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
