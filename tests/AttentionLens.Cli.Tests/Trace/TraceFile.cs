using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary>A file that <c>trace</c> wrote.</summary>
internal sealed class TraceFile(string path) : IDisposable
{
    private readonly SafetensorsFile _file = SafetensorsFile.Open(path);

    public IReadOnlyCollection<string> Names => [.. _file.Tensors.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyList<long> Shape(string name) => [.. _file.Tensors[name].Shape];

    public float[] Values(string name)
    {
        CheckpointTensor tensor = _file.Tensors[name];
        float[] values = new float[tensor.Length];
        _file.Read(tensor, values);
        return values;
    }

    public void Dispose() => _file.Dispose();
}
