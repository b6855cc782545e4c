using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads a model of the type BPE.</summary>
internal static class BytePairReader
{
    public static BytePairModel Read(ComponentSettings settings, Vocabulary vocabulary)
    {
        Refuse(settings, "continuing_subword_prefix");
        Refuse(settings, "end_of_word_suffix");
        if (settings.Find("dropout") is { } dropout && !IsZero(dropout))
        {
            throw new LensInputException(
                $"{settings.Place}.dropout is not 0; merges left out at random would give other tokens every time. Set it to null.");
        }

        BytePairSettings options = new(
            settings.OptionalText("unk_token"),
            settings.Flag("fuse_unk", absent: false),
            settings.Flag("byte_fallback", absent: false),
            settings.Flag("ignore_merges", absent: false));
        MergeList merges = new(vocabulary);
        foreach ((JsonElement merge, string place) in settings.Items("merges"))
        {
            merges.Add(merge, place);
        }

        return new BytePairModel(vocabulary, merges.Merges, options, settings.Place);
    }

    private static bool IsZero(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double rate) && rate == 0;

    private static void Refuse(ComponentSettings settings, string name)
    {
        if (!string.IsNullOrEmpty(settings.OptionalText(name)))
        {
            throw new LensInputException($"{settings.Place}.{name} is not supported; expected it to be empty.");
        }
    }
}
