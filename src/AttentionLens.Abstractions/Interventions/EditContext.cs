using System.Numerics.Tensors;

namespace AttentionLens;

/// <summary>What an edit sees at a hook point: the value, to be changed in place during the call.</summary>
public readonly ref struct EditContext
{
    /// <summary>Creates the context of one call.</summary>
    /// <param name="hook">The hook point.</param>
    /// <param name="value">Its value for the whole batch.</param>
    /// <param name="batch">The examples.</param>
    public EditContext(HookPoint hook, TensorSpan<float> value, InputBatch batch)
    {
        Hook = hook;
        Value = value;
        Batch = batch;
    }

    /// <summary>The hook point.</summary>
    public HookPoint Hook { get; }

    /// <summary>The value for the whole batch, padding included, with the dimensions of <see cref="HookPoint.Spec"/>.</summary>
    public TensorSpan<float> Value { get; }

    /// <summary>The examples.</summary>
    public InputBatch Batch { get; }
}
