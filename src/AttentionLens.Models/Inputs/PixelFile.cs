using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models;

/// <summary>Reads images that are stored as a model takes them.</summary>
public static class PixelFile
{
    /// <summary>The name of the tensor.</summary>
    public const string TensorName = "pixel_values";

    /// <summary>Reads a safetensors file with a tensor <c>pixel_values</c>, [batch, channel, height, width].</summary>
    /// <param name="path">The file.</param>
    /// <returns>One input for each image, in order; all of one size.</returns>
    /// <exception cref="LensInputException">The file cannot be read, or holds no such tensor.</exception>
    public static ImmutableArray<LensInput> Read(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        string name = Quoted.Of(Path.GetFileName(path));
        if (!file.Tensors.TryGetValue(TensorName, out CheckpointTensor? tensor))
        {
            throw new LensInputException($"Pixel file {name} holds {Quoted.List([.. file.Tensors.Keys.Order(StringComparer.Ordinal)])}; expected a tensor '{TensorName}'.");
        }

        if (tensor.Shape.Length != 4 || tensor.Length is < 1 or > int.MaxValue / 2)
        {
            throw new LensInputException(
                $"Pixel file {name} holds '{TensorName}' of shape [{string.Join(", ", tensor.Shape)}]; expected [batch, channel, height, width] with at least one number and at most {int.MaxValue / 2}.");
        }

        float[] values = new float[tensor.Length];
        file.Read(tensor, values);
        int[] shape = [.. tensor.Shape.Select(extent => (int)extent)];
        int each = values.Length / shape[0];
        ImmutableArray<LensInput>.Builder inputs = ImmutableArray.CreateBuilder<LensInput>(shape[0]);
        for (int index = 0; index < shape[0]; index++)
        {
            inputs.Add(new LensInput
            {
                Pixels = new ImagePixels(shape[1], shape[2], shape[3], [.. values.AsSpan(index * each, each)]),
            });
        }

        return inputs.DrainToImmutable();
    }
}
