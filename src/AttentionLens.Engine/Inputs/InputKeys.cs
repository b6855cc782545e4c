using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>The keys of an input line. Data sets carry columns of their own, which are passed over; a key that looks like one of ours
/// but is not would be passed over too, and the numbers would be those of another input, so it is refused.</summary>
internal static class InputKeys
{
    private static readonly string[] Known =
    [
        "id", "text", "text_pair", "ids", "attention_mask", "token_types", "decoder_ids", "decoder_attention_mask", "target_text", "alignment",
        "image", "label", "labels", "target", "wrong_target", "position", "evidence", "evidence_tokens",
        "mask_patches",
    ];

    // What other libraries call the same things.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["inputids"] = "ids",
        ["tokenids"] = "ids",
        ["tokentypeids"] = "token_types",
        ["segmentids"] = "token_types",
        ["mask"] = "attention_mask",
        ["targetid"] = "target",
        ["targetpos"] = "position",
        ["textb"] = "text_pair",
        ["decoderinputids"] = "decoder_ids",
        ["decodermask"] = "decoder_attention_mask",
        ["texttarget"] = "target_text",
        ["imagepath"] = "image",
    };

    public static void Check(JsonElement entry, string where)
    {
        foreach (string key in Names(entry, where).Where(key => !Known.Contains(key, StringComparer.Ordinal)))
        {
            string letters = Letters(key);
            string? meant = Elsewhere.GetValueOrDefault(letters)
                ?? Known.FirstOrDefault(known => Letters(known) is { } name && (name == letters || name + "s" == letters || name == letters + "s"));
            if (meant is not null)
            {
                throw new LensInputException($"{where}: key '{key}' is not known; expected '{meant}'.");
            }
        }
    }

    private static string[] Names(JsonElement entry, string where)
    {
        try
        {
            return [.. entry.EnumerateObject().Select(field => field.Name)];
        }
        catch (InvalidOperationException exception)
        {
            throw new LensInputException($"{where}: a key with broken escapes; expected one of {string.Join(", ", Known)}.", exception);
        }
    }

    private static string Letters(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
