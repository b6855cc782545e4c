namespace AttentionLens.Models.Checkpoints;

/// <summary>Sizes of element types and their names in the safetensors format.</summary>
internal static class ElementTypes
{
    private static readonly (CheckpointElementType Type, string Name, int Size)[] Known =
    [
        (CheckpointElementType.F64, "F64", 8),
        (CheckpointElementType.F32, "F32", 4),
        (CheckpointElementType.F16, "F16", 2),
        (CheckpointElementType.BF16, "BF16", 2),
        (CheckpointElementType.I64, "I64", 8),
        (CheckpointElementType.I32, "I32", 4),
        (CheckpointElementType.I16, "I16", 2),
        (CheckpointElementType.I8, "I8", 1),
        (CheckpointElementType.U64, "U64", 8),
        (CheckpointElementType.U32, "U32", 4),
        (CheckpointElementType.U16, "U16", 2),
        (CheckpointElementType.U8, "U8", 1),
        (CheckpointElementType.Bool, "BOOL", 1),
        (CheckpointElementType.F8E4M3, "F8_E4M3", 1),
        (CheckpointElementType.F8E5M2, "F8_E5M2", 1),
        (CheckpointElementType.F8E8M0, "F8_E8M0", 1),
    ];

    public static string AllNames { get; } = string.Join(", ", Known.Select(entry => entry.Name));

    public static int Size(this CheckpointElementType type) => Known[(int)type].Size;

    public static string FormatName(this CheckpointElementType type) => Known[(int)type].Name;

    public static bool TryParse(string name, out CheckpointElementType type)
    {
        foreach ((CheckpointElementType candidate, string known, _) in Known)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
