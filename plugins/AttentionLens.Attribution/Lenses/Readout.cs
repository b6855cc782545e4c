using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>What stands between the residual stream and the logits: the last normalisation and the unembedding.</summary>
internal sealed class Readout
{
    private readonly NormMap _norm;
    private readonly ImmutableArray<float> _scale;
    private readonly TensorValue _unembedding;
    private readonly float[]? _bias;

    private Readout(LensModel model)
    {
        _norm = NormMap.Read(model, "ln_final");
        _scale = model.Weights.Get("ln_final.w").Read().Values;
        _unembedding = model.Weights.Get("unembed.W_U").Read();
        _bias = model.Weights.Find("unembed.b_U")?.Read().Values.ToArray();
    }

    /// <summary>The number of classes.</summary>
    public int Classes => _unembedding.Shape[1];

    /// <summary>The width of the residual stream.</summary>
    public int Width => _unembedding.Shape[0];

    /// <summary>Whether the readout adds anything of its own.</summary>
    public bool HasBias => _norm.Shift is not null || _bias is not null;

    /// <summary>Reads the weights.</summary>
    public static Readout Read(LensModel model) => new(model);

    /// <summary>Refuses a model whose logits are not one linear map behind a last normalisation.</summary>
    /// <exception cref="LensInputException">They are not.</exception>
    public static void Demand(LensModel model, string method)
    {
        string? obstacle = model.Hooks.Any(hook => hook.Stack == "decoder") ? "has an encoder beside its decoder"
            : model.Weights.Find("unembed.W_U") is null ? "shows no weight 'unembed.W_U'"
            : model.Weights.Find("ln_final.w") is null || model.Weights.Find("head.W") is not null || model.Weights.Find("pooler.W") is not null
                ? "does not read its logits from the residual stream through a last normalisation alone"
            : null;
        if (obstacle is not null)
        {
            throw new LensInputException(
                $"{method} reads the residual stream through the last normalisation and the unembedding, but model '{model.Card.Name}' {obstacle}; expected a pre-norm model of one stack, for instance GPT-2, Llama or ViT.");
        }
    }

    /// <summary>The logits of one row of the residual stream, normalised by its own deviation.</summary>
    /// <param name="row">[width].</param>
    /// <param name="logits">[class].</param>
    public void Logits(ReadOnlySpan<float> row, Span<float> logits)
    {
        float[] normal = row.ToArray();
        _norm.Apply(normal, _norm.InverseDeviation(row));
        if (_norm.Shift is { } shift)
        {
            TensorPrimitives.Add(normal, shift, normal);
        }

        if (_bias is null)
        {
            logits.Clear();
        }
        else
        {
            _bias.CopyTo(logits);
        }

        for (int component = 0; component < normal.Length; component++)
        {
            TensorPrimitives.MultiplyAdd(_unembedding.Values.AsSpan(component * Classes, Classes), normal[component], logits, logits);
        }
    }

    /// <summary>The direction in the residual stream that the explained logit grows along, [width]: a part's product with it is what the part adds to the logit, the
    /// deviation that the normalisation divides by held at that of the whole.</summary>
    /// <param name="whole">The row of the residual stream whose parts are asked for, [width].</param>
    /// <param name="logit">The explained logit.</param>
    public double[] Direction(ReadOnlySpan<float> whole, ExplainedLogit logit)
    {
        double inverse = _norm.InverseDeviation(whole);
        double[] direction = new double[Width];
        for (int component = 0; component < direction.Length; component++)
        {
            direction[component] = Weight(component, logit) * _scale[component] * inverse;
        }

        // Taking the mean from the parts is the same as taking it from what they are multiplied with.
        if (_norm.Shift is not null)
        {
            double mean = direction.Sum() / direction.Length;
            foreach (ref double value in direction.AsSpan())
            {
                value -= mean;
            }
        }

        return direction;
    }

    /// <summary>What the normalisation's shift and the classes' biases add to the explained logit.</summary>
    public double Bias(ExplainedLogit logit)
    {
        double sum = _bias is null ? 0 : logit.In(_bias);
        for (int component = 0; _norm.Shift is { } shift && component < shift.Length; component++)
        {
            sum += Weight(component, logit) * shift[component];
        }

        return sum;
    }

    private double Weight(int component, ExplainedLogit logit) => logit.In(_unembedding.Values.AsSpan(component * Classes, Classes));
}
