namespace AttentionLens.Models.Checkpoints;

/// <summary>A run of bytes in a mapped file, perhaps deflated, perhaps with a checksum. Its place has been checked against the
/// file.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="StoredLength">Its bytes in the file.</param>
/// <param name="Length">Its bytes once inflated; equal to <paramref name="StoredLength"/> where it is not deflated.</param>
/// <param name="Checksum">The CRC-32 of the inflated bytes, or null where the format has none.</param>
/// <param name="IsDeflated">Whether it has to be inflated.</param>
internal sealed record StorageRecord(string Name, long Offset, long StoredLength, long Length, uint? Checksum, bool IsDeflated);
