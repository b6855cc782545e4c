namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds out which files a model folder describes its tokenizer with.</summary>
internal static class TokenizerFolder
{
    private const string Json = "tokenizer.json";
    private const string WordPieces = "vocab.txt";
    private const string Bytes = "vocab.json";
    private const string Merges = "merges.txt";

    public static bool HoldsTokenizer(string folder) =>
        File.Exists(Path.Combine(folder, Json))
        || File.Exists(Path.Combine(folder, WordPieces))
        || (File.Exists(Path.Combine(folder, Bytes)) && File.Exists(Path.Combine(folder, Merges)));

    public static TokenizerParts Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new LensInputException(
                $"There is no folder '{folder}'; expected the folder of a model with {Json}, {WordPieces}, or {Bytes} and {Merges}.");
        }

        FolderFile json = new(folder, Json);
        FolderFile wordPieces = new(folder, WordPieces);
        FolderFile bytes = new(folder, Bytes);
        FolderFile merges = new(folder, Merges);
        TokenizerConfig config = TokenizerConfig.Read(folder);
        return json.Exists ? TokenizerJson.Read(json, config)
            : wordPieces.Exists ? WordPieceFiles.Read(wordPieces, config)
            : bytes.Exists && merges.Exists ? BytePairFiles.Read(bytes, merges, config)
            : throw new LensInputException(
                $"The folder '{folder}' holds no tokenizer; looked for {Json}, then {WordPieces}, then {Bytes} with {Merges}.");
    }
}
