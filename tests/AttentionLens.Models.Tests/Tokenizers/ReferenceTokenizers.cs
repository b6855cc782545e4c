using System.Text.Json;
using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Loads the tokenizers whose output was recorded, by either kind of file.</summary>
internal static class ReferenceTokenizers
{
    public const string Root = "reference/tokenizers";

    private const string Config = "tokenizer_config.json";

    public static string FolderOf(string name) => ReferenceData.At($"{Root}/{name}");

    public static JsonElement Cases(string name) => Json(Path.Combine(FolderOf(name), "cases.json"));

    public static JsonElement Json(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>The tokenizer from one of its files alone: tokenizer.json, vocab.txt or vocab.json (with merges.txt).</summary>
    public static Tokenizer Load(string name, string file)
    {
        using TokenizerFolderBuilder folder = new();
        string source = FolderOf(name);
        folder.WithCopies(source, Config, file);
        if (file == "vocab.json")
        {
            folder.WithCopies(source, "merges.txt");
        }

        return folder.Load();
    }

    public static IEnumerable<int> Numbers(JsonElement list) => list.EnumerateArray().Select(value => value.GetInt32());

    public static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(value => value.GetString()!);
}
