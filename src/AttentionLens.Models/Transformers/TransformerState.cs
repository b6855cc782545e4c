using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a stage handed on.</summary>
internal sealed class TransformerState : ModelState
{
    /// <param name="model">The model whose state it is.</param>
    /// <param name="stage">The stage after which it was kept.</param>
    /// <param name="hidden">What the stage gave; this object takes the handle.</param>
    /// <param name="encoderOutput">What the decoder attends to, once it has begun; this object takes the handle.</param>
    public TransformerState(LensModel model, int stage, Tensor hidden, Tensor? encoderOutput)
    {
        EncoderOutput = encoderOutput;
        Model = model;
        Stage = stage;
        Hidden = hidden;
    }

    public LensModel Model { get; }

    public override int Stage { get; }

    public Tensor Hidden { get; }

    public Tensor? EncoderOutput { get; }

    public TransformerState Retain() => new(Model, Stage, Hidden.Retain(), EncoderOutput?.Retain());

    public override ModelState Select(ReadOnlySpan<int> examples)
    {
        Tensor hidden = Rows(Hidden, examples);
        try
        {
            return new TransformerState(Model, Stage, hidden, EncoderOutput is null ? null : Rows(EncoderOutput, examples));
        }
        catch
        {
            hidden.Dispose();
            throw;
        }
    }

    private static Tensor Rows(Tensor tensor, ReadOnlySpan<int> examples)
    {
        int length = tensor.Length / tensor.Shape[0];
        Tensor rows = Tensor.Rent([examples.Length, .. tensor.Shape[1..]]);
        for (int row = 0; row < examples.Length; row++)
        {
            tensor.Span.Slice(examples[row] * length, length).CopyTo(rows.Span[(row * length)..]);
        }

        return rows;
    }

    protected override void Dispose(bool disposing)
    {
        Hidden.Dispose();
        EncoderOutput?.Dispose();
    }
}
