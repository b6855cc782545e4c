using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Reads one input from its JSON form.</summary>
internal static class InputLine
{
    private const int Deepest = 32;

    /// <summary>Reads an input.</summary>
    /// <param name="line">The JSON.</param>
    /// <param name="where">The file and line, for messages.</param>
    /// <param name="folder">The folder that paths in the line start from.</param>
    /// <param name="labels">The names of the classes.</param>
    public static LensInput Read(string line, string where, string folder, ImmutableArray<string> labels)
    {
        JsonElement entry;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = Deepest });
            entry = document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new LensInputException($"{where}: not valid JSON at byte {exception.BytePositionInLine + 1}; expected one object a line.", exception);
        }

        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw new LensInputException($"{where}: a JSON {entry.ValueKind}; expected an object, for instance {{\"text\": \"…\"}}.");
        }

        InputKeys.Check(entry, where);
        InputFields fields = new(entry, where);
        LensInput input = new()
        {
            Id = fields.Name("id"),
            Text = fields.Text("text"),
            TextPair = fields.Text("text_pair"),
            Ids = fields.Integers("ids"),
            AttentionMask = fields.Mask("attention_mask"),
            TokenTypes = fields.Integers("token_types"),
            DecoderIds = fields.Integers("decoder_ids"),
            DecoderMask = fields.Mask("decoder_attention_mask"),
            TargetText = fields.Text("target_text"),
            Alignment = fields.Links("alignment"),
            Image = fields.Text("image") is { } image ? Path.Combine(folder, image) : null,
            Label = fields.Class("label", labels),
            Labels = fields.Integers("labels"),
            Target = fields.Class("target", labels),
            WrongTarget = fields.Class("wrong_target", labels),
            Position = fields.Integer("position"),
            Evidence = fields.Ranges("evidence"),
            EvidencePositions = fields.Integers(entry.TryGetProperty("mask_patches", out _) ? "mask_patches" : "evidence_tokens"),
        };
        int kinds = (input.Text is null ? 0 : 1) + (input.Ids.IsDefault ? 0 : 1) + (input.Image is null ? 0 : 1);
        Demand(kinds > 0, $"{where}: neither 'text' nor 'ids' nor 'image'; expected one of them.");
        Demand(kinds == 1, $"{where}: several of 'text', 'ids' and 'image'; expected one of them.");
        Demand(input.TextPair is null || input.Text is not null, $"{where}: 'text_pair' without 'text'; expected both.");
        Demand(
            input.Text is null || (input.AttentionMask.IsDefault && input.TokenTypes.IsDefault),
            $"{where}: 'text' with 'attention_mask' or 'token_types'; expected them with 'ids', a text gets its own.");
        Demand(
            input.TargetText is null || input.DecoderIds.IsDefault, $"{where}: both 'target_text' and 'decoder_ids'; expected one of them.");
        Demand(
            input.DecoderMask.IsDefault || !input.DecoderIds.IsDefault,
            $"{where}: 'decoder_attention_mask' without 'decoder_ids'; expected both.");
        Demand(
            input.Alignment.IsDefault || (input.Text is not null && input.TargetText is not null),
            $"{where}: 'alignment' without 'text' and 'target_text'; expected all three, it links their words.");
        return input;
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LensInputException(otherwise);
        }
    }
}
