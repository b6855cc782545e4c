namespace AttentionLens.Models.Checkpoints;

/// <summary>A tensor of a safetensors file and where its bytes lie, counted from the end of the header.</summary>
internal readonly record struct SafetensorsEntry(CheckpointTensor Tensor, long Begin, long End);
