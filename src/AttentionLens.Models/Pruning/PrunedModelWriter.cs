using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Writes a model without some of its heads, MLPs and blocks as a smaller folder in Hugging Face layout, which its adapter loads again. Its logits are those of the
/// model with the same units masked.</summary>
public static class PrunedModelWriter
{
    private const string WeightsFile = "model.safetensors";

    /// <summary>Says whether a model can lose units, before any work is done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">What is to be cut out.</param>
    /// <exception cref="LensInputException">The model has no such unit, or its family cannot lose it.</exception>
    public static void Demand(TransformerModel model, PruningPlan plan) => new PrunedLayout(model, plan).Demand();

    /// <summary>Writes the folder: weights, configuration, and every other small file of the model's own folder as it is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The folder that it was loaded from.</param>
    /// <param name="plan">What is cut out.</param>
    /// <param name="folder">An empty folder.</param>
    /// <exception cref="LensInputException">The model cannot lose a unit, or a file cannot be read or written.</exception>
    public static void Write(TransformerModel model, ModelFolder source, PruningPlan plan, string folder)
    {
        PrunedLayout layout = new(model, plan);
        layout.Demand();
        try
        {
            foreach (string file in Directory.EnumerateFiles(source.Path).Where(IsKept))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }

            File.WriteAllBytes(Path.Combine(folder, "config.json"), PrunedConfig.Write(source, layout));
            WriteWeights(model, source, layout, Path.Combine(folder, WeightsFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException($"The pruned model cannot be written to '{folder}': {exception.Message.Split('\n')[0].Trim()}", exception);
        }
    }

    // What describes inputs and outputs stays true; weights, their indices and what was measured on the whole model do not.
    private static bool IsKept(string file)
    {
        string name = Path.GetFileName(file);
        return name != "config.json"
            && (Path.GetExtension(name) is ".json" or ".txt" or ".model" or ".spm")
            && !name.EndsWith(".index.json", StringComparison.Ordinal);
    }

    private static void WriteWeights(TransformerModel model, ModelFolder source, PrunedLayout layout, string path)
    {
        CheckpointElementType type = TypeOf(source);
        SafetensorsWriter writer = new();
        writer.AddMetadata("format", "pt");
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            if (layout.Stored(parameter) is { } stored)
            {
                writer.Add(stored.Name, [.. stored.Shape.Select(extent => (long)extent)], stored.Values, Holds(type, stored.Values) ? type : CheckpointElementType.F32);
            }
        }

        writer.Save(path);
    }

    private static CheckpointElementType TypeOf(ModelFolder source)
    {
        using Checkpoint checkpoint = Checkpoint.Open(source.Path);
        CheckpointElementType[] types = [.. checkpoint.Tensors.Values.Select(tensor => tensor.ElementType).Distinct()];
        return types is [CheckpointElementType.F16 or CheckpointElementType.BF16] ? types[0] : CheckpointElementType.F32;
    }

    // Weights that were trained on since they were read may need more than the checkpoint had.
    private static bool Holds(CheckpointElementType type, float[] values) => type switch
    {
        CheckpointElementType.F16 => Array.TrueForAll(values, value => (float)(Half)value == value),
        CheckpointElementType.BF16 => Array.TrueForAll(values, value => (BitConverter.SingleToUInt32Bits(value) & 0xFFFF) == 0),
        _ => true,
    };
}
