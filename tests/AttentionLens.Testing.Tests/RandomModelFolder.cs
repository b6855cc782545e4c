using System.Text.Json.Nodes;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Tests;

/// <summary>A model folder with a configuration and a checkpoint of random weights, biases and scales too, in a temporary folder of its own.</summary>
internal sealed class RandomModelFolder : IDisposable
{
    public RandomModelFolder(TransformerAdapter adapter, JsonObject config)
    {
        Path = Directory.CreateTempSubdirectory("lens-laws-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Path, "config.json"), config.ToJsonString());
        TransformerModel model = adapter.Initialize(ModelFolder.Open(Path), 5);
        SeededRandom random = new(11);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            parameter.Write(Values(parameter, random));
        }

        TrainedModelWriter.WriteWeights(model, Path, CheckpointElementType.F32);
        model.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static float[] Values(Parameter parameter, SeededRandom random)
    {
        bool isScale = parameter.Name.EndsWith("weight", StringComparison.Ordinal) && parameter.Shape.Length == 1;
        return [.. Enumerable.Range(0, parameter.Length).Select(_ => (float)((isScale ? 1 : 0) + (0.35 * random.NextNormal())))];
    }
}
