using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Shows parameters under the names and in the layout that all families share.</summary>
internal static class WeightViews
{
    private const string Unit = "weight";

    /// <summary>y = x W + b, as <c>NAME.W</c> and <c>NAME.b</c> with a suffix.</summary>
    public static IEnumerable<ModelWeight> Linear(string owner, string suffix, LinearLayer layer, Axis input, Axis output, float scale = 1)
    {
        int inputs = layer.Weight.Packed.Inputs;
        yield return new ModelWeight(
            $"{owner}.W{suffix}", Spec(input, output), [inputs, layer.Outputs], () => Columns(layer.Weight, 0, layer.Outputs, scale));
        if (layer.Bias is { } bias)
        {
            yield return new ModelWeight($"{owner}.b{suffix}", Spec(output), [layer.Outputs], () => [.. bias.Values]);
        }
    }

    /// <summary>A projection into heads: some columns of a matrix, as [head, width, head width].</summary>
    public static IEnumerable<ModelWeight> Projection(string owner, string suffix, LinearLayer layer, int start, int heads, int headWidth)
    {
        int inputs = layer.Weight.Packed.Inputs;
        yield return new ModelWeight($"{owner}.W{suffix}", Spec(Axis.Head, Axis.Width, Axis.HeadWidth), [heads, inputs, headWidth], () =>
        [
            .. Enumerable.Range(0, heads).SelectMany(head => Columns(layer.Weight, start + (head * headWidth), headWidth, 1)),
        ]);
        if (layer.Bias is { } bias)
        {
            yield return new ModelWeight(
                $"{owner}.b{suffix}", Spec(Axis.Head, Axis.HeadWidth), [heads, headWidth], () => [.. bias.Values.Slice(start, heads * headWidth)]);
        }
    }

    /// <summary>The projection out of heads, as [head, head width, width].</summary>
    public static IEnumerable<ModelWeight> Output(string owner, LinearLayer layer, int heads)
    {
        ModelWeight[] plain = [.. Linear(owner, "_O", layer, Axis.HeadWidth, Axis.Width)];
        yield return new ModelWeight(
            plain[0].Name, Spec(Axis.Head, Axis.HeadWidth, Axis.Width), [heads, plain[0].Shape[0] / heads, layer.Outputs], () => plain[0].Read().Values);
        if (plain.Length > 1)
        {
            yield return plain[1];
        }
    }

    /// <summary>A parameter as it is.</summary>
    public static ModelWeight Table(string name, TensorParameter parameter, double? epsilon, params ReadOnlySpan<Axis> axes) =>
        new(name, Spec(axes), [.. parameter.Shape.AsSpan()[^axes.Length..]], () => [.. parameter.Values]) { Epsilon = epsilon };

    private static TensorSpec Spec(params ReadOnlySpan<Axis> axes) => new([.. axes], Unit);

    private static ImmutableArray<float> Columns(MatrixParameter weight, int start, int count, float scale)
    {
        (int inputs, int outputs) = (weight.Packed.Inputs, weight.Packed.Outputs);
        float[] whole = new float[inputs * outputs];
        weight.Packed.Unpack(whole, WeightOrder.InputMajor);
        ImmutableArray<float>.Builder part = ImmutableArray.CreateBuilder<float>(inputs * count);
        for (int input = 0; input < inputs; input++)
        {
            foreach (float value in whole.AsSpan((input * outputs) + start, count))
            {
                part.Add(value * scale);
            }
        }

        return part.MoveToImmutable();
    }
}
