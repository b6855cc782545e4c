using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The way of one example's vectors through the blocks and the head.</summary>
internal sealed class VectorPath
{
    private const float Stabilizer = 1e-12f;
    private readonly ModelRun _run;
    private readonly VectorStack _stack;
    private readonly bool _sharesBias;

    /// <param name="run">A run that captured patterns, the residual stream, the MLP's hidden layer, and what the head reads.</param>
    /// <param name="stack">The blocks.</param>
    /// <param name="sharesBias">Whether biases are shared out over the positions.</param>
    public VectorPath(ModelRun run, VectorStack stack, bool sharesBias)
    {
        _run = run;
        _stack = stack;
        _sharesBias = sharesBias;
    }

    /// <summary>The residual stream behind the last block.</summary>
    public Decomposition Blocks(int example, Action<double> report, CancellationToken cancellationToken)
    {
        LensTensor start = _run.Captured(_stack.Hook(0, "resid_pre"));
        (int length, int width) = (start.Shape[1], start.Shape[2]);
        Decomposition stream = new(length, length, width);
        for (int position = 0; position < length; position++)
        {
            start.Values.Slice(((example * length) + position) * width, width).CopyTo(stream.Part(position, position));
        }

        for (int layer = 0; layer < _stack.Layers; layer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            stream = Step(stream, layer, example, "ln1", ("resid_pre", "attn_out"), input => Attention(input, layer, example));
            stream = Step(stream, layer, example, "ln2", ("resid_mid", "mlp_out"), input => Mlp(input, layer, example));
            report((layer + 1.0) / _stack.Layers);
        }

        return stream;
    }

    /// <summary>What each source gives to the logit of a class.</summary>
    public double[] Logit(Decomposition stream, int example, int position, int target)
    {
        float[] whole = Row("resid_post", _stack.Layers - 1, example, position).ToArray();
        if (_stack.IsPreNorm)
        {
            NormMap norm = NormMap.Read(_stack.Model, "ln_final");
            Normalize(stream, 0, norm, whole);
            Share(stream, norm.Shift);
            whole = Row(_run.Captured(HookName.Parse("ln_final")), example, position).ToArray();
        }

        if (_stack.Model.Weights.Find("pooler.W") is { } pooler)
        {
            stream = stream.Times(pooler.Read());
            float[]? bias = Bias("pooler.b");
            Share(stream, bias);
            LensTensor pooled = _run.Captured(HookName.Parse("pooled"));
            stream.Scale(0, Slopes(Applied(pooler.Read(), bias, whole), pooled.Values.Slice(example * stream.Width, stream.Width)));
        }

        Decomposition logits = stream.Times(_stack.Model.Weights.Get("unembed.W_U").Read());
        Share(logits, Bias("unembed.b_U"));
        double[] row = new double[logits.Sources];
        for (int source = 0; source < row.Length; source++)
        {
            row[source] = logits.Part(0, source)[target];
        }

        return row;
    }

    private Decomposition Step(
        Decomposition stream, int layer, int example, string norm, (string Stream, string Output) sum, Func<Decomposition, Decomposition> sublayer)
    {
        NormMap map = NormMap.Read(_stack.Model, _stack.Weight(layer, norm));
        Decomposition input = stream;
        if (_stack.IsPreNorm)
        {
            input = stream.Copy();
            Normalize(input, map, position => Row(sum.Stream, layer, example, position).ToArray());
        }

        Decomposition result = sublayer(input);
        result.Add(stream);
        if (!_stack.IsPreNorm)
        {
            Normalize(result, map, position =>
            {
                float[] whole = new float[stream.Width];
                TensorPrimitives.Add(Row(sum.Stream, layer, example, position), Row(sum.Output, layer, example, position), whole);
                return whole;
            });
        }

        return result;
    }

    private Decomposition Attention(Decomposition input, int layer, int example)
    {
        LensTensor pattern = _run.Captured(_stack.Hook(layer, "attn.pattern"));
        TensorValue values = _stack.Model.Weights.Get(_stack.Weight(layer, "attn.W_V")).Read();
        TensorValue outputs = _stack.Model.Weights.Get(_stack.Weight(layer, "attn.W_O")).Read();
        float[]? bias = Bias(_stack.Weight(layer, "attn.b_V"));
        (int heads, int length, int headWidth) = (pattern.Shape[1], input.Length, outputs.Shape[1]);
        int shared = heads / values.Shape[0];
        Decomposition mixed = new(length, input.Sources, heads * headWidth);
        for (int group = 0; group < values.Shape[0]; group++)
        {
            Decomposition value = input.Times(Head(values, group));
            Share(value, bias?.AsSpan(group * headWidth, headWidth).ToArray());
            for (int head = group * shared; head < (group + 1) * shared; head++)
            {
                for (int query = 0; query < length; query++)
                {
                    ReadOnlySpan<float> row = pattern.Values.Slice(((((example * heads) + head) * length) + query) * length, length);
                    for (int key = 0; key < length; key++)
                    {
                        Mix(value, key, row[key], mixed, query, head * headWidth);
                    }
                }
            }
        }

        Decomposition output = mixed.Times(new TensorValue(
            new TensorSpec([Axis.HeadWidth, Axis.Width], outputs.Spec.Unit), [heads * headWidth, outputs.Shape[2]], outputs.Values));
        Share(output, Bias(_stack.Weight(layer, "attn.b_O")));
        return output;
    }

    private static void Mix(Decomposition value, int key, float weight, Decomposition mixed, int query, int column)
    {
        for (int source = 0; weight != 0 && source < value.Sources; source++)
        {
            Span<float> target = mixed.Part(query, source).Slice(column, value.Width);
            TensorPrimitives.MultiplyAdd(value.Part(key, source), weight, target, target);
        }
    }

    private Decomposition Mlp(Decomposition input, int layer, int example)
    {
        Decomposition hidden = input.Times(_stack.Model.Weights.Get(_stack.Weight(layer, "mlp.W_in")).Read());
        Share(hidden, Bias(_stack.Weight(layer, "mlp.b_in")));
        for (int position = 0; position < hidden.Length; position++)
        {
            hidden.Scale(position, Slopes(Row("mlp.pre", layer, example, position), Row("mlp.post", layer, example, position)));
        }

        Decomposition output = hidden.Times(_stack.Model.Weights.Get(_stack.Weight(layer, "mlp.W_out")).Read());
        Share(output, Bias(_stack.Weight(layer, "mlp.b_out")));
        return output;
    }

    private void Normalize(Decomposition stream, NormMap norm, Func<int, float[]> whole)
    {
        for (int position = 0; position < stream.Length; position++)
        {
            Normalize(stream, position, norm, whole(position));
        }

        Share(stream, norm.Shift);
    }

    private static void Normalize(Decomposition stream, int position, NormMap norm, ReadOnlySpan<float> whole)
    {
        float inverse = norm.InverseDeviation(whole);
        for (int source = 0; source < stream.Sources; source++)
        {
            norm.Apply(stream.Part(position, source), inverse);
        }
    }

    private void Share(Decomposition stream, float[]? bias)
    {
        if (_sharesBias && bias is not null)
        {
            stream.Share(bias);
        }
    }

    private float[]? Bias(string name) => _stack.Model.Weights.Find(name)?.Read().Values.ToArray();

    private ReadOnlySpan<float> Row(string hook, int layer, int example, int position) => Row(_run.Captured(_stack.Hook(layer, hook)), example, position);

    private static ReadOnlySpan<float> Row(LensTensor tensor, int example, int position)
    {
        int width = tensor.Shape[2];
        return tensor.Values.Slice(((example * tensor.Shape[1]) + position) * width, width);
    }

    private static TensorValue Head(TensorValue weights, int head) => new(
        new TensorSpec([Axis.Width, Axis.HeadWidth], weights.Spec.Unit), weights.Shape[1..], [.. weights.Row(head)]);

    private static float[] Applied(TensorValue matrix, float[]? bias, ReadOnlySpan<float> row)
    {
        Decomposition alone = new(1, 1, row.Length);
        row.CopyTo(alone.Part(0, 0));
        float[] result = alone.Times(matrix).Part(0, 0).ToArray();
        if (bias is not null)
        {
            TensorPrimitives.Add(result, bias, result);
        }

        return result;
    }

    // f(z) / z: what an activation does to a vector when its slope is held as it is.
    private static float[] Slopes(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        float[] slopes = new float[before.Length];
        for (int index = 0; index < slopes.Length; index++)
        {
            slopes[index] = after[index] / (before[index] + Stabilizer);
        }

        return slopes;
    }
}
