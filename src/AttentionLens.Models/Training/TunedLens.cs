using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A map for the residual stream before each block, h + h W + b, behind which the model's own last normalisation and unembedding read it. All zeros at first: the
/// logit lens.</summary>
/// <remarks>Source: Belrose et al. 2023, section 3. As a safetensors file it holds, for each layer L from 0, <c>tuned_lens.L.W</c> [width in, width out] and
/// <c>tuned_lens.L.b</c> [width]; layer L is what block L receives.</remarks>
public sealed class TunedLens : IDisposable
{
    private static readonly OperationInfo MapInfo = new(OperationKind.Linear, "tuned_lens");
    private static readonly OperationInfo AddInfo = new(OperationKind.Add, "tuned_lens.sum");
    private readonly ImmutableArray<(MatrixParameter Weight, TensorParameter Bias)> _layers;

    /// <summary>Creates a lens of zeros.</summary>
    /// <param name="layers">How many layers it reads: one for each block.</param>
    /// <param name="width">The width of the residual stream.</param>
    public TunedLens(int layers, int width)
    {
        Width = width;
        _layers =
        [
            .. Enumerable.Range(0, layers).Select(layer => (
                new MatrixParameter($"tuned_lens.{layer}.W", new float[width * width], width, width, WeightOrder.InputMajor),
                new TensorParameter($"tuned_lens.{layer}.b", Tensor.RentZeroed(width)))),
        ];
    }

    /// <summary>How many layers it reads.</summary>
    public int Layers => _layers.Length;

    /// <summary>The width of the residual stream.</summary>
    public int Width { get; }

    /// <summary>Writes the lens, whole or not at all.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public void Save(string path)
    {
        SafetensorsWriter writer = new();
        foreach (Parameter parameter in Parameters)
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            writer.Add(parameter.Name, [.. parameter.Shape.Select(extent => (long)extent)], values);
        }

        writer.Save(path);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (Parameter parameter in Parameters)
        {
            parameter.Dispose();
        }
    }

    private IEnumerable<Parameter> Parameters => _layers.SelectMany(layer => new Parameter[] { layer.Weight, layer.Bias });

    /// <summary>The weights of one layer.</summary>
    internal ImmutableArray<Parameter> ParametersOf(int layer) => [_layers[layer].Weight, _layers[layer].Bias];

    /// <summary>h + h W + b.</summary>
    internal Variable Apply(Tape tape, int layer, Variable stream) => tape.Add(
        AddInfo, stream, tape.Linear(MapInfo, stream, _layers[layer].Weight, _layers[layer].Bias, stream.Value.Shape));
}
