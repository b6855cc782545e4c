using System.Text.Json.Nodes;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Decoders.Tests.Models;

/// <summary>A model folder in a temporary folder of its own, with weights that a seed decides: no bias is zero and no scale is one.</summary>
internal sealed class DecoderFolder : IDisposable
{
    public DecoderFolder(JsonObject config)
    {
        Path = Directory.CreateTempSubdirectory("lens-decoder-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Path, "config.json"), config.ToJsonString());
    }

    public string Path { get; }

    public ModelFolder Open() => ModelFolder.Open(Path);

    /// <summary>Writes weights and loads them.</summary>
    /// <param name="change">Changes what is written.</param>
    public TransformerModel Load(Action<Dictionary<string, StoredTensor>>? change = null)
    {
        Dictionary<string, StoredTensor> tensors = Seeded();
        change?.Invoke(tensors);
        SafetensorsWriter writer = new();
        foreach ((string name, StoredTensor tensor) in tensors)
        {
            writer.Add(name, tensor.Shape, tensor.Values);
        }

        writer.Save(System.IO.Path.Combine(Path, "model.safetensors"));
        return Decoder.Load(Path);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private Dictionary<string, StoredTensor> Seeded()
    {
        ModelFolder folder = Open();
        TransformerModel model = Decoder.AdapterOf(folder).Initialize(folder, seed: 7);
        SeededRandom random = new(8);
        Dictionary<string, StoredTensor> tensors = new(StringComparer.Ordinal);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            if (parameter.Shape.Length == 1)
            {
                values = [.. values.Select(value => value + (float)(0.3 * random.NextNormal()))];
            }

            tensors.Add(parameter.Name, new StoredTensor([.. parameter.Shape.Select(extent => (long)extent)], values));
        }

        model.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return tensors;
    }
}
