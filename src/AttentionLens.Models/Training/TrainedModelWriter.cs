using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Writes the weights of a model as a checkpoint in Hugging Face layout.</summary>
public static class TrainedModelWriter
{
    /// <summary>Writes <c>model.safetensors</c> into a folder; tied weights are written once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder, which holds the configuration and the tokenizer already.</param>
    /// <param name="elementType">How the numbers are stored; BF16 and F16 halve the file.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public static void WriteWeights(TransformerModel model, string folder, CheckpointElementType elementType)
    {
        SafetensorsWriter writer = new();
        writer.AddMetadata("format", "pt");
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            writer.Add(parameter.Name, [.. parameter.Shape.Select(extent => (long)extent)], values, elementType);
        }

        writer.Save(Path.Combine(folder, "model.safetensors"));
    }
}
