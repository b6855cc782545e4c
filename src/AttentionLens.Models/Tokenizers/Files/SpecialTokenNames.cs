namespace AttentionLens.Models.Tokenizers;

/// <summary>Gives roles to special tokens by their customary names, where no file does.</summary>
internal static class SpecialTokenNames
{
    public static SpecialTokens Complete(SpecialTokens named, IEnumerable<AddedToken> added, string? unknown)
    {
        HashSet<string> special = [.. added.Where(token => token.IsSpecial).Select(token => token.Content)];
        string? Customary(params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                if (special.Contains(name))
                {
                    return name;
                }
            }

            return null;
        }

        return named with
        {
            Padding = named.Padding ?? Customary("[PAD]", "<pad>"),
            Unknown = named.Unknown ?? unknown ?? Customary("[UNK]", "<unk>"),
            Classification = named.Classification ?? Customary("[CLS]"),
            Separator = named.Separator ?? Customary("[SEP]"),
            Mask = named.Mask ?? Customary("[MASK]", "<mask>"),
            Beginning = named.Beginning ?? Customary("<s>", "<|begin_of_text|>"),
            End = named.End ?? Customary("</s>", "<|endoftext|>", "<|end_of_text|>"),
        };
    }
}
