using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>The models of tokenizer.json by type.</summary>
internal static class SegmentationTable
{
    /// <summary>The table for a vocabulary that is still empty: reading the model fills it.</summary>
    public static ComponentTable<SegmentationModel> For(Vocabulary vocabulary) => new("model", new()
    {
        ["BPE"] = settings => BytePairReader.Read(settings, Filled(vocabulary, settings)),
        ["Unigram"] = settings => UnigramModel.Read(settings, vocabulary),
        ["WordLevel"] = settings => WordLevelModel.Read(settings, Filled(vocabulary, settings)),
        ["WordPiece"] = settings => WordPieceModel.Read(settings, Filled(vocabulary, settings)),
    });

    /// <summary>Adds a JSON object of tokens and ids.</summary>
    public static void Fill(Vocabulary vocabulary, ComponentSettings tokens)
    {
        foreach ((string token, JsonElement id) in tokens.Properties())
        {
            vocabulary.Add(token, IdOf(id, token, tokens.Place), tokens.Place);
        }
    }

    private static Vocabulary Filled(Vocabulary vocabulary, ComponentSettings settings)
    {
        Fill(vocabulary, settings.Inner("vocab"));
        return vocabulary;
    }

    private static int IdOf(JsonElement value, string token, string place) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int id)
            ? id
            : throw new LensInputException(
                $"{place}: the id of {Quote.Short(token)} is {ComponentSettings.Described(value)}; "
                + $"expected a whole number from 0 to {Vocabulary.IdLimit - 1}.");
}
