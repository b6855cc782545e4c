namespace AttentionLens.Models.Tokenizers;

/// <summary>A pattern of tokenizer.json: a plain text or a regular expression.</summary>
internal abstract class TextPattern
{
    /// <summary>Reads <c>{"String": …}</c> or <c>{"Regex": …}</c>.</summary>
    public static TextPattern Read(ComponentSettings settings)
    {
        string? plain = settings.OptionalText("String");
        string? expression = settings.OptionalText("Regex");
        settings.RejectUnread();
        return (plain, expression) switch
        {
            ({ Length: > 0 }, null) => new PlainTextPattern(plain),
            (null, { }) => new RegexTextPattern(expression, settings.Place),
            _ => throw new LensInputException($"{settings.Place} must hold either a 'String' that is not empty or a 'Regex'."),
        };
    }

    /// <summary>The matches from left to right, none overlapping.</summary>
    public abstract List<(int Start, int Length)> Matches(ReadOnlySpan<char> text);
}
