using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a stage handed on, or what the next one had computed of it up to a hook point.</summary>
internal sealed class TransformerState : ModelState
{
    /// <param name="model">The model whose state it is.</param>
    /// <param name="stage">The stage after which it was kept.</param>
    /// <param name="hidden">What the stage gave; for a state within a block what the block was given; this object takes the handle.</param>
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

    public override HookName? ResumesAt => Value is null ? null : Model.Hooks[Site].Name;

    public Tensor Hidden { get; }

    public Tensor? EncoderOutput { get; }

    /// <summary>The site at which a run resumes within the next stage, where <see cref="Value"/> is there.</summary>
    public int Site { get; init; }

    /// <summary>The value at the site, before what is changed there; null where a run resumes at the stage's beginning.</summary>
    public Tensor? Value { get; init; }

    /// <summary>The residual stream before the site's sublayer; null where it is what the block was given.</summary>
    public Tensor? Stream { get; init; }

    public TransformerState Retain() => With(tensor => tensor.Retain());

    public override ModelState Select(ReadOnlySpan<int> examples)
    {
        int[] chosen = [.. examples];
        return With(tensor => Rows(tensor, chosen));
    }

    private TransformerState With(Func<Tensor, Tensor> copy)
    {
        List<Tensor> copies = [];
        try
        {
            Tensor? Copied(Tensor? tensor)
            {
                if (tensor is not null)
                {
                    copies.Add(copy(tensor));
                }

                return tensor is null ? null : copies[^1];
            }

            return new TransformerState(Model, Stage, Copied(Hidden)!, Copied(EncoderOutput)) { Site = Site, Value = Copied(Value), Stream = Copied(Stream) };
        }
        catch
        {
            copies.ForEach(tensor => tensor.Dispose());
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
        Value?.Dispose();
        Stream?.Dispose();
    }
}
