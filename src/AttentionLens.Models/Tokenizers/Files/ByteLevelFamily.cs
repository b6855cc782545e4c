namespace AttentionLens.Models.Tokenizers;

/// <summary>The tokenizer classes that spell bytes, and where they differ.</summary>
internal static class ByteLevelFamily
{
    private static readonly string[] Gpt = ["GPT2Tokenizer"];
    private static readonly string[] Roberta = ["RobertaTokenizer", "BartTokenizer", "LongformerTokenizer"];

    public static IEnumerable<string> Classes => Gpt.Concat(Roberta);

    /// <summary>Whether two separators stand between texts, and the mask token takes the space before it along.</summary>
    public static bool IsRoberta(string? name) => Roberta.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a text that is empty or begins with white space goes without a prefix space; GPT-2 adds it regardless.</summary>
    public static bool KeepsLeadingSpace(string? name) => IsRoberta(name);
}
