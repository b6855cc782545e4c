using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds the tokenizer class of a folder that has no <c>tokenizer_config.json</c> to name it, in its <c>config.json</c>.</summary>
internal static class TokenizerClass
{
    private const string FileName = "config.json";

    private static readonly Dictionary<string, string> ByModelType = new(StringComparer.Ordinal)
    {
        ["llama"] = "LlamaTokenizer",
        ["marian"] = "MarianTokenizer",
        ["mistral"] = "LlamaTokenizer",
        ["t5"] = "T5Tokenizer",
    };

    /// <summary>The class; null where the file is absent or does not say.</summary>
    public static string? Find(string folder)
    {
        FolderFile file = new(folder, FileName);
        if (!file.Exists)
        {
            return null;
        }

        using JsonDocument document = file.ReadJson();
        ComponentSettings settings = new(document.RootElement, FileName);
        if (settings.OptionalText("tokenizer_class") is { } named)
        {
            return TokenizerConfig.ClassOf(named);
        }

        return settings.OptionalText("model_type") is not { } type ? null
            : ByModelType.TryGetValue(type, out string? found) ? found
            : throw new LensInputException(
                $"{FileName}.model_type is {Quote.Short(type)}, whose SentencePiece tokenizer is not supported without tokenizer.json; "
                + $"supported: {string.Join(", ", ByModelType.Keys.Order(StringComparer.Ordinal))}.");
    }
}
