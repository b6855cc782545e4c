using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Hosting;

/// <summary>Tensors of a safetensors file that a user gave to a method.</summary>
public sealed class SafetensorsTensors : TensorFile
{
    private readonly SafetensorsFile _file;
    private readonly string _path;

    private SafetensorsTensors(SafetensorsFile file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Names => [.. _file.Tensors.Keys];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="LensInputException">It is not there, or no sound safetensors file.</exception>
    public static TensorFile Open(string path) => File.Exists(path)
        ? new SafetensorsTensors(SafetensorsFile.Open(path), path)
        : throw new LensInputException($"File '{path}' is {(Directory.Exists(path) ? "a folder" : "not there")}; expected a safetensors file.");

    /// <inheritdoc/>
    public override TensorValue Read(string name, TensorSpec spec, ImmutableArray<int> shape)
    {
        CheckpointTensor tensor = _file.Tensors.TryGetValue(name, out CheckpointTensor? found)
            ? found
            : throw new LensInputException($"File '{_path}' has no tensor '{name}', which is {spec} with extents [{string.Join(", ", shape)}]; it has {_file.Tensors.Count} tensors.");
        if (!tensor.Shape.AsSpan().SequenceEqual([.. shape.Select(extent => (long)extent)]))
        {
            throw new LensInputException(
                $"Tensor '{name}' of file '{_path}' has extents [{string.Join(", ", tensor.Shape)}]; expected [{string.Join(", ", shape)}], which is {spec}.");
        }

        float[] values = new float[tensor.Length];
        _file.Read(tensor, values);
        return Array.TrueForAll(values, float.IsFinite)
            ? new TensorValue(spec, shape, [.. values])
            : throw new LensInputException($"Tensor '{name}' of file '{_path}' has numbers that are not finite; expected finite ones.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _file.Dispose();
}
