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

    protected override void Dispose(bool disposing)
    {
        Hidden.Dispose();
        EncoderOutput?.Dispose();
    }
}
