using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionLens.Cli.Tests.Documents;

/// <summary>A command of a document as a shell would take it: words, quotes, <c>&gt; file</c>, and in a comment behind it what to
/// expect: <c># exit 1</c>, or <c># slow</c> for one whose arguments are checked and which is not run to its end.</summary>
/// <param name="Words">The words.</param>
/// <param name="Output">The file that takes standard output, or null.</param>
/// <param name="ExitCode">The expected exit code.</param>
/// <param name="IsSlow">Whether it takes too long for a test.</param>
internal sealed partial record ShellLine(IReadOnlyList<string> Words, string? Output, int ExitCode, bool IsSlow)
{
    private static readonly string[] FromACheckout = ["dotnet", "run", "--project", "src/AttentionLens.Cli"];

    /// <summary>The arguments for the tool, or null where the line runs something else.</summary>
    public IReadOnlyList<string>? ToolArguments =>
        Words is ["attentionlens", ..] ? [.. Words.Skip(1)]
        : Words.Count > FromACheckout.Length && Words.Take(FromACheckout.Length).SequenceEqual(FromACheckout)
            ? [.. Words.SkipWhile(word => word != "--").Skip(1)]
        : null;

    /// <summary>The commands of a block: a backslash at the end of a line joins it to the next, a prompt is left out.</summary>
    public static IEnumerable<string> Commands(IEnumerable<string> lines)
    {
        StringBuilder command = new();
        foreach (string line in lines)
        {
            string text = line.TrimEnd();
            bool goesOn = text.EndsWith('\\');
            command.Append(goesOn ? text[..^1] : text);
            if (!goesOn && command.Length > 0)
            {
                string whole = command.ToString().Trim();
                command.Clear();
                if (whole.Length > 0 && whole[0] != '#')
                {
                    yield return whole.StartsWith("$ ", StringComparison.Ordinal) ? whole[2..] : whole;
                }
            }
        }
    }

    /// <summary>Whether a command runs the tool, so that it must be one that <see cref="Parse"/> understands.</summary>
    public static bool RunsTheTool(string command) =>
        command.StartsWith("attentionlens ", StringComparison.Ordinal)
        || command.StartsWith(string.Join(' ', FromACheckout), StringComparison.Ordinal);

    /// <exception cref="FormatException">The command needs more of a shell than words, quotes and one output file.</exception>
    public static ShellLine Parse(string command)
    {
        List<string> words = [];
        string? output = null;
        bool takesOutput = false;
        int at = 0;
        while (at < command.Length && command[at] != '#')
        {
            if (char.IsWhiteSpace(command[at]))
            {
                at++;
            }
            else if (command[at] == '>')
            {
                takesOutput = true;
                at++;
            }
            else
            {
                string word = Word(command, ref at);
                if (takesOutput)
                {
                    output = word;
                    takesOutput = false;
                }
                else
                {
                    words.Add(word);
                }
            }
        }

        string comment = command[at..];
        Match code = ExpectedCode().Match(comment);
        return new ShellLine(
            words,
            output,
            code.Success ? int.Parse(code.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0,
            SlowMark().IsMatch(comment));
    }

    private static string Word(string command, ref int at)
    {
        StringBuilder word = new();
        for (; at < command.Length && !char.IsWhiteSpace(command[at]); at++)
        {
            char character = command[at];
            switch (character)
            {
                case '\'' or '"':
                    int end = command.IndexOf(character, at + 1);
                    if (end < 0 || (character == '"' && command.AsSpan(at, end - at).IndexOfAny('$', '`', '\\') >= 0))
                    {
                        throw new FormatException($"'{command}': a quote that is not closed, or a quote that a shell would change; write it with '…'");
                    }

                    word.Append(command, at + 1, end - at - 1);
                    at = end;
                    break;
                case '|' or '&' or ';' or '<' or '>' or '$' or '`' or '*' or '?' or '(' or ')' or '\\':
                    throw new FormatException($"'{command}': '{character}' outside of quotes; write commands that need no shell beyond words and '…'");
                default:
                    word.Append(character);
                    break;
            }
        }

        return word.ToString();
    }

    [GeneratedRegex(@"\bexit (\d{1,3})\b", RegexOptions.CultureInvariant)]
    private static partial Regex ExpectedCode();

    [GeneratedRegex(@"\bslow\b", RegexOptions.CultureInvariant)]
    private static partial Regex SlowMark();
}
