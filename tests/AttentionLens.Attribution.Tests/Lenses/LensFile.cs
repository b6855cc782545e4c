using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Tests;

/// <summary>The tensors of a lens that was written.</summary>
internal sealed class LensFile(string path) : TensorFile
{
    private readonly SafetensorsFile _file = SafetensorsFile.Open(path);

    public override ImmutableArray<string> Names => [.. _file.Tensors.Keys];

    public override TensorValue Read(string name, TensorSpec spec, ImmutableArray<int> shape)
    {
        float[] values = new float[_file.Tensors[name].Length];
        _file.Read(_file.Tensors[name], values);
        return new TensorValue(spec, shape, [.. values]);
    }

    protected override void Dispose(bool disposing) => _file.Dispose();
}
