using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>One set of recorded inputs.</summary>
/// <param name="Folder">Where they stand.</param>
/// <param name="Set">The set.</param>
internal sealed record ReferenceInputs(ReferenceFolder Folder, string Set)
{
    public IReadOnlyList<LensInput> Read()
    {
        IReadOnlyList<ImagePixels>? images = Folder.Images($"{Set}.pixel_values");
        long[][]? ids = Rows("input_ids");
        int count = images?.Count ?? ids?.Length
            ?? throw new LensInputException($"The reference's set '{Set}' has neither '{Set}.input_ids' nor '{Set}.pixel_values' in inputs.safetensors; expected one of both.");
        return [.. Enumerable.Range(0, count).Select(row => new LensInput
        {
            Id = $"{Set} {row}",
            Pixels = images?[row],
            Ids = Integers(ids, row),
            AttentionMask = images is null ? Mask(Rows("attention_mask"), row) : default,
            TokenTypes = Integers(Rows("token_type_ids"), row),
            DecoderIds = Integers(Rows("decoder_input_ids"), row),
            DecoderMask = Mask(Rows("decoder_attention_mask"), row),
            Label = Rows("labels") is { } labels && labels[0].Length == 1 ? (int)labels[row][0] : null,
            Labels = Rows("labels") is { } each && each[0].Length > 1 ? Integers(each, row) : default,
            Target = Rows("target_id") is { } targets ? (int)targets[row][0] : null,
            Position = Rows("target_pos") is { } positions ? (int)positions[row][0] : null,
        })];
    }

    private long[][]? Rows(string name) => Folder.Integers($"{Set}.{name}");

    private static ImmutableArray<int> Integers(long[][]? rows, int row) =>
        rows is null ? default : [.. At(rows, row).Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))];

    private static ImmutableArray<bool> Mask(long[][]? rows, int row) => rows is null ? default : [.. At(rows, row).Select(value => value != 0)];

    private static long[] At(long[][] rows, int row) => row < rows.Length
        ? rows[row]
        : throw new LensInputException($"A tensor of the reference's inputs has {rows.Length} rows, and another at least {row + 1}; expected as many in each tensor of a set.");
}
