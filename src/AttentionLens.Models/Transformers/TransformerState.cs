using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a stage handed on.</summary>
internal sealed class TransformerState : ModelState
{
    /// <param name="model">The model whose state it is.</param>
    /// <param name="stage">The stage after which it was kept.</param>
    /// <param name="hidden">What the stage gave; this object takes the handle.</param>
    public TransformerState(LensModel model, int stage, Tensor hidden)
    {
        Model = model;
        Stage = stage;
        Hidden = hidden;
    }

    public LensModel Model { get; }

    public override int Stage { get; }

    public Tensor Hidden { get; }

    public TransformerState Retain() => new(Model, Stage, Hidden.Retain());

    protected override void Dispose(bool disposing) => Hidden.Dispose();
}
