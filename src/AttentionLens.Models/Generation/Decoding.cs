using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>One input and the beginnings of texts that are being written behind it, with what the model keeps from step to step.</summary>
internal sealed class Decoding : IDisposable
{
    private readonly TransformerModel _model;
    private readonly KeyValueCache _cache;
    private ImmutableArray<EncodedExample> _examples;

    /// <param name="model">The model.</param>
    /// <param name="prompt">What it goes on from, without padding at its end.</param>
    /// <param name="mostTokens">The most tokens that will be written.</param>
    /// <param name="dropsUnseen">Whether keys that no later query sees are dropped.</param>
    public Decoding(TransformerModel model, EncodedExample prompt, int mostTokens, bool dropsUnseen)
    {
        _model = model;
        _examples = [prompt];
        long longest = (long)(prompt.Decoder ?? prompt).Tokens.Length + mostTokens - 1;
        _cache = new KeyValueCache((int)Math.Min(longest, int.MaxValue), dropsUnseen);
    }

    /// <summary>Computes the positions that are new, the whole prompt at first.</summary>
    /// <param name="plan">What is asked for.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    /// <returns>What the pass gave; the caller disposes it.</returns>
    public ValueTask<TransformerRun> NextAsync(PassPlan plan, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_model.Continue(new InputBatch(_examples), plan, _cache, cancellationToken));

    /// <summary>Writes a token behind each of the beginnings that are followed from now on.</summary>
    /// <param name="sources">Which of the beginnings each of them goes on from.</param>
    /// <param name="ids">The tokens.</param>
    public void Write(int[] sources, int[] ids)
    {
        _cache.Reorder(sources);
        _examples = [.. sources.Zip(ids, (source, id) => Longer(_examples[source], id))];
    }

    public void Dispose() => _cache.Dispose();

    /// <summary>An example without the padding behind what the last stack reads: it gives way to what is written.</summary>
    public static EncodedExample WithoutEnd(EncodedExample example) => Changed(
        example, read => read.WithTokens(read.Tokens[..End(read)], read.TokenTypes[..End(read)], read.Mask[..End(read)]));

    private static int End(EncodedExample read) => read.Start + read.Length;

    // No text stands behind what is written here, and nobody sees the token but the model, which reads its id.
    private static EncodedExample Longer(EncodedExample example, int id) => Changed(
        example, read => read.WithTokens(read.Tokens.Add(new LensToken(id, string.Empty, 0..0, false)), read.TokenTypes.Add(0), read.Mask.Add(true)));

    private static EncodedExample Changed(EncodedExample example, Func<EncodedExample, EncodedExample> change) =>
        example.Decoder is { } decoder ? example.WithDecoder(change(decoder)) : change(example);
}
