namespace AttentionLens.Engine;

/// <summary>The statistics of one registration: a fresh state for each batch, merged in batch order into the total. A batch in which
/// an action failed is left out whole, so that the total rests on whole batches; a failed merge ends the statistics.</summary>
internal abstract class Dataset
{
    /// <summary>Whether the batch's state can be filled.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Whether the total cannot be trusted any more, so that nothing fills or reads it.</summary>
    public bool IsBroken { get; protected set; }

    public abstract void BeginBatch();

    public abstract void DropBatch();

    public abstract void EndBatch();

    /// <summary>Lets the analyzer read the total.</summary>
    public abstract void End();

    /// <summary>The total in bytes, or null where there is none to be trusted.</summary>
    public abstract byte[]? Write();

    /// <summary>Merges a total that was written; null breaks the statistics, as it was broken where it comes from.</summary>
    public abstract void MergeWritten(ReadOnlyMemory<byte>? written);
}
