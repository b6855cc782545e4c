using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Reads one input from its JSON form.</summary>
internal static class InputLine
{
    private const int Deepest = 32;

    public static LensInput Read(string line, string where, ImmutableArray<string> labels)
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
            Label = fields.Class("label", labels),
            Labels = fields.Integers("labels"),
            Target = fields.Class("target", labels),
            Position = fields.Integer("position"),
        };
        Demand(input.Text is not null || !input.Ids.IsDefault, $"{where}: neither 'text' nor 'ids'; expected one of them.");
        Demand(input.Text is null || input.Ids.IsDefault, $"{where}: both 'text' and 'ids'; expected one of them.");
        Demand(input.TextPair is null || input.Text is not null, $"{where}: 'text_pair' without 'text'; expected both.");
        Demand(
            input.Text is null || (input.AttentionMask.IsDefault && input.TokenTypes.IsDefault),
            $"{where}: 'text' with 'attention_mask' or 'token_types'; expected them with 'ids', a text gets its own.");
        Demand(
            input.TargetText is null || input.DecoderIds.IsDefault, $"{where}: both 'target_text' and 'decoder_ids'; expected one of them.");
        Demand(
            input.DecoderMask.IsDefault || !input.DecoderIds.IsDefault,
            $"{where}: 'decoder_attention_mask' without 'decoder_ids'; expected both.");
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
