namespace AttentionLens.Attribution;

/// <summary>The answer for an encoder-decoder, example by example: what reaches the explained position from the source, and from what was written so far.</summary>
internal sealed class DecoderAnswer(AttributionContext context, ModelRun run, string unit)
{
    private readonly PositionScores _scores = new(context, context.Batch.Length);
    private readonly PositionScores _written = new(context, context.Batch.DecoderLength!.Value);
    private readonly List<IReadOnlyList<Matrix>> _encoder = [];
    private readonly List<IReadOnlyList<ContextMixing>> _decoder = [];

    /// <summary>Adds the next example.</summary>
    /// <param name="encoder">The encoder's maps.</param>
    /// <param name="decoder">The decoder's.</param>
    /// <param name="read">The one of which the explained position is read.</param>
    public void Add(IReadOnlyList<Matrix> encoder, IReadOnlyList<ContextMixing> decoder, ContextMixing read)
    {
        int position = ReadPosition.Of(context, _encoder.Count, run.Targets[_encoder.Count]);
        _scores.Add(read.Input!.Row(position));
        _written.Add(read.Own.Row(position));
        _encoder.Add(encoder);
        _decoder.Add(decoder);
    }

    public AttributionResult ToResult()
    {
        AttributionResult result = new(run.Targets, run.ObjectiveValues, _scores.ToTensor(unit));
        return result with
        {
            Extras = result.Extras
                .Add("matrix", MatrixStack.OfLayers(_encoder, unit))
                .Add("decoder_matrix", MatrixStack.OfLayers([.. _decoder.Select(layers => (IReadOnlyList<Matrix>)[.. layers.Select(layer => layer.Own)])], unit))
                .Add("cross_matrix", MatrixStack.OfLayers([.. _decoder.Select(layers => (IReadOnlyList<Matrix>)[.. layers.Select(layer => layer.Input!)])], unit))
                .Add("decoder_scores", _written.ToTensor(unit)),
        };
    }
}
