namespace AttentionLens.Models.Checkpoints;

/// <summary>The Python names that a state dict may mention. A name that is not here is refused as soon as it is read, so that there is
/// nothing to invoke; those that are here stand for data.</summary>
internal static class TorchGlobals
{
    private static readonly TorchGlobal[] Known =
    [
        new("torch._utils", "_rebuild_tensor_v2", TorchGlobalRole.Tensor),
        new("torch._utils", "_rebuild_parameter", TorchGlobalRole.Parameter),
        new("torch.nn.parameter", "Parameter", TorchGlobalRole.Parameter),
        new("collections", "OrderedDict", TorchGlobalRole.OrderedDictionary),
        new("torch", "Size", TorchGlobalRole.Size),
        Storage("DoubleStorage", CheckpointElementType.F64),
        Storage("FloatStorage", CheckpointElementType.F32),
        Storage("HalfStorage", CheckpointElementType.F16),
        Storage("BFloat16Storage", CheckpointElementType.BF16),
        Storage("LongStorage", CheckpointElementType.I64),
        Storage("IntStorage", CheckpointElementType.I32),
        Storage("ShortStorage", CheckpointElementType.I16),
        Storage("CharStorage", CheckpointElementType.I8),
        Storage("ByteStorage", CheckpointElementType.U8),
        Storage("BoolStorage", CheckpointElementType.Bool),
        Storage("UntypedStorage", CheckpointElementType.U8),
        new("torch.storage", "UntypedStorage", TorchGlobalRole.Storage, CheckpointElementType.U8),
    ];

    public static TorchGlobal? Find(string module, string name) => Array.Find(Known, known =>
        string.Equals(known.Module, module, StringComparison.Ordinal) && string.Equals(known.Name, name, StringComparison.Ordinal));

    private static TorchGlobal Storage(string name, CheckpointElementType type) => new("torch", name, TorchGlobalRole.Storage, type);
}
