namespace AttentionLens.Models.Checkpoints;

/// <summary>A storage that a pickle refers to: a run of elements that lies elsewhere in the file.</summary>
/// <param name="Key">Under which the file keeps it.</param>
/// <param name="ElementType">Its elements.</param>
/// <param name="RootLength">The elements of the whole storage kept under the key.</param>
/// <param name="First">The first element of it that this storage begins at; other than zero only in old files.</param>
/// <param name="Length">The elements of this storage.</param>
internal sealed record TorchStorage(string Key, CheckpointElementType ElementType, long RootLength, long First, long Length)
{
    public long RootBytes => RootLength * ElementType.Size();
}
