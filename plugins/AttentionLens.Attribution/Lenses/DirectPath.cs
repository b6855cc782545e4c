using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The components that wrote into the residual stream at one position of one example, in the order in which they did.</summary>
internal sealed class DirectPath
{
    private readonly ModelRun _run;
    private readonly VectorStack _stack;
    private readonly HookName? _positions;
    private readonly (int Example, int Position) _place;
    private readonly double[] _direction;

    /// <param name="run">A run that captured patterns, values, head and MLP outputs, and both ends of the residual stream.</param>
    /// <param name="stack">The blocks.</param>
    /// <param name="positions">The hook point of position embeddings, or null.</param>
    /// <param name="place">Where the answer is read.</param>
    /// <param name="direction">What the explained logit grows along, [width].</param>
    public DirectPath(ModelRun run, VectorStack stack, HookName? positions, (int Example, int Position) place, double[] direction)
    {
        _run = run;
        _stack = stack;
        _positions = positions;
        _place = place;
        _direction = direction;
    }

    /// <summary>Records every component.</summary>
    /// <param name="record">Takes what each adds to the logit.</param>
    /// <param name="bias">What the readout adds of its own, or null where it adds nothing.</param>
    /// <returns>What each position gives directly: through the heads that read it, and at the explained position as what it is.</returns>
    public double[] Follow(DirectRecord record, double? bias)
    {
        float[] start = Row(_stack.Hook(0, "resid_pre")).ToArray();
        double[] scores = new double[_run.Captured(_stack.Hook(0, "attn.v")).Shape[1]];
        scores[_place.Position] = LensRow.Along(_direction, start);
        if (_positions is { } hook)
        {
            Add(record, "position_embedding", Row(hook));
            TensorPrimitives.Subtract(start, Row(hook), start);
        }

        Add(record, "token_embedding", start);
        for (int layer = 0; layer < _stack.Layers; layer++)
        {
            AddHeads(record, layer, scores);
            if (_stack.Model.Weights.Find(_stack.Weight(layer, "attn.b_O")) is { } output)
            {
                Add(record, "attention_bias", output.Read().Values.AsSpan());
            }

            Add(record, "mlp", Row(_stack.Hook(layer, "mlp_out")));
        }

        if (bias is { } own)
        {
            record.Add("final_bias", own);
        }

        return scores;
    }

    private void AddHeads(DirectRecord record, int layer, double[] scores)
    {
        TensorValue output = _stack.Model.Weights.Get(_stack.Weight(layer, "attn.W_O")).Read();
        LensTensor pattern = _run.Captured(_stack.Hook(layer, "attn.pattern"));
        LensTensor values = _run.Captured(_stack.Hook(layer, "attn.v"));
        ReadOnlySpan<float> mixed = Row(_stack.Hook(layer, "attn.z"));
        (int heads, int headWidth, int width) = (output.Shape[0], output.Shape[1], output.Shape[2]);
        int shared = heads / values.Shape[2];
        float[] vector = new float[width];
        double[] along = new double[headWidth];
        for (int head = 0; head < heads; head++)
        {
            vector.AsSpan().Clear();
            for (int inner = 0; inner < headWidth; inner++)
            {
                ReadOnlySpan<float> row = output.Values.AsSpan(((head * headWidth) + inner) * width, width);
                TensorPrimitives.MultiplyAdd(row, mixed[(head * headWidth) + inner], vector, vector);
                along[inner] = LensRow.Along(_direction, row);
            }

            Add(record, "head", vector);
            ReadOnlySpan<float> attention = pattern.Values.Slice(((((_place.Example * heads) + head) * scores.Length) + _place.Position) * scores.Length, scores.Length);
            for (int key = 0; key < scores.Length; key++)
            {
                scores[key] += attention[key] * LensRow.Along(along, LensRow.Of(values, _place.Example, key).Slice(head / shared * headWidth, headWidth));
            }
        }
    }

    private void Add(DirectRecord record, string name, ReadOnlySpan<float> vector) => record.Add(name, LensRow.Along(_direction, vector), vector);

    private ReadOnlySpan<float> Row(HookName hook) => LensRow.Of(_run.Captured(hook), _place.Example, _place.Position);
}
