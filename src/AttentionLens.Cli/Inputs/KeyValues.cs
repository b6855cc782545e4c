namespace AttentionLens.Cli;

/// <summary>Options of the form KEY=VALUE.</summary>
internal static class KeyValues
{
    /// <exception cref="LensInputException">A text has no key, or no value.</exception>
    public static Dictionary<string, string> Read(string[]? texts, string option, string form)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new LensInputException($"{option} is '{text}'; expected {form}.");
            }

            pairs[text[..equals]] = text[(equals + 1)..];
        }

        return pairs;
    }
}
