namespace AttentionLens.Cli.Tests.Documents;

/// <summary>Finds the fenced blocks of a Markdown document.</summary>
internal static class MarkdownBlocks
{
    private const int ShortestFence = 3;

    /// <exception cref="FormatException">A fence is never closed.</exception>
    public static IEnumerable<CodeBlock> Of(string document, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string opening = lines[index].Trim();
            int length = FenceLength(opening);
            if (length < ShortestFence)
            {
                continue;
            }

            int first = index;
            int indent = lines[index].Length - lines[index].TrimStart().Length;
            do
            {
                if (++index == lines.Length)
                {
                    throw new FormatException($"{document}:{first + 1}: the fence is never closed");
                }
            }
            while (!IsClosing(lines[index].Trim(), opening[0], length));

            string language = opening[length..].Trim().Split(' ')[0];
            yield return new CodeBlock(
                document,
                first + 1,
                language.Length == 0 ? "none" : language,
                [.. lines[(first + 1)..index].Select(line => line[Math.Min(indent, line.Length - line.TrimStart().Length)..])]);
        }
    }

    private static bool IsClosing(string line, char fence, int length) => FenceLength(line) >= length && line.Length == FenceLength(line) && line[0] == fence;

    private static int FenceLength(string line) =>
        line.Length > 0 && line[0] is '`' or '~' ? line.Length - line.TrimStart(line[0]).Length : 0;
}
