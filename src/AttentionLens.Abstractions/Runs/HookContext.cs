using System.Numerics.Tensors;

namespace AttentionLens;

/// <summary>What a reader sees at a hook point while the model runs. The numbers live as long as the call: who wants to keep
/// them copies them, or asks for the hook point in <see cref="RunPlan.Capture"/>.</summary>
public readonly ref struct HookContext
{
    /// <summary>Creates the context of one call.</summary>
    /// <param name="hook">The hook point.</param>
    /// <param name="value">Its value for the whole batch.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="cancellationToken">Fires when the run is cancelled.</param>
    public HookContext(HookPoint hook, ReadOnlyTensorSpan<float> value, InputBatch batch, CancellationToken cancellationToken)
    {
        Hook = hook;
        Value = value;
        Batch = batch;
        CancellationToken = cancellationToken;
    }

    /// <summary>The hook point.</summary>
    public HookPoint Hook { get; }

    /// <summary>The value for the whole batch, padding included, with the dimensions of <see cref="HookPoint.Spec"/>.</summary>
    public ReadOnlyTensorSpan<float> Value { get; }

    /// <summary>The examples.</summary>
    public InputBatch Batch { get; }

    /// <summary>Fires when the run is cancelled.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The part of <see cref="Value"/> that belongs to one example: the batch dimension is gone, and positions are
    /// those of <see cref="EncodedExample.ValidTokens"/> of the stack that they count, so padding at either end is cut away.</summary>
    /// <param name="example">The example's index in the batch.</param>
    public ReadOnlyTensorSpan<float> ForExample(int example) => ExampleSlice.Of(Value, Hook, Batch.Examples[example], example);
}
