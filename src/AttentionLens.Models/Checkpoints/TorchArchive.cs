namespace AttentionLens.Models.Checkpoints;

/// <summary>A file written by torch.save: the value of its pickle, and the storages that it refers to by key.</summary>
internal sealed record TorchArchive(object? Value, IReadOnlyDictionary<string, StorageRecord> Storages);
