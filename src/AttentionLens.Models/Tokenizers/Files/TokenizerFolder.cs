namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds out which files a model folder describes its tokenizer with.</summary>
internal static class TokenizerFolder
{
    private const string Json = "tokenizer.json";
    private const string WordPieces = "vocab.txt";
    private const string Tokens = "vocab.json";
    private const string Merges = "merges.txt";
    private const string Source = "source.spm";
    private const string Target = "target.spm";
    private const string Shifted = "sentencepiece.bpe.model";

    private static readonly string[] Pieces = ["spiece.model", "tokenizer.model"];

    // In the order in which they are looked for.
    private static readonly string[][] Layouts = [[Json], [WordPieces], [Tokens, Merges], [Source, Target, Tokens], .. Pieces.Select(name => (string[])[name])];

    private static string Expected => string.Join(", then ", Layouts.Select(files => string.Join(" with ", files)));

    public static bool HoldsTokenizer(string folder) => Layouts.Any(files => HasAll(folder, files)) || HasAll(folder, Shifted);

    public static TokenizerParts Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
        {
            throw new LensInputException($"There is no folder '{folder}'; expected the folder of a model with {Expected}.");
        }

        FolderFile File(string name) => new(folder, name);
        TokenizerConfig config = TokenizerConfig.Read(folder);
        return Layouts.FirstOrDefault(files => HasAll(folder, files)) switch
        {
            [Json] => TokenizerJson.Read(File(Json), config),
            [WordPieces] => WordPieceFiles.Read(File(WordPieces), config),
            [Tokens, Merges] => BytePairFiles.Read(File(Tokens), File(Merges), config),
            [Source, ..] => TranslationFiles.Read(folder, File(Source), File(Target), File(Tokens), WithClass(config, folder)),
            [string model] => PieceFiles.Read(folder, File(model), WithClass(config, folder)),
            _ => throw new LensInputException(HasAll(folder, Shifted)
                ? $"{Shifted} belongs to {config.Class ?? "XLM-RoBERTa or a relative"}, whose ids are not those of the model in it; add tokenizer.json."
                : $"The folder '{folder}' holds no tokenizer; looked for {Expected}."),
        };
    }

    private static TokenizerConfig WithClass(TokenizerConfig config, string folder) =>
        config.Class is null ? config with { Class = TokenizerClass.Find(folder) } : config;

    private static bool HasAll(string folder, params ReadOnlySpan<string> files)
    {
        foreach (string file in files)
        {
            if (!File.Exists(Path.Combine(folder, file)))
            {
                return false;
            }
        }

        return true;
    }
}
