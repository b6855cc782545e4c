using System.Text.RegularExpressions;

namespace AttentionLens.Engine;

/// <summary>An exception as one line for a report: no stack trace, no path of this machine, not longer than a reader bears.</summary>
internal static partial class FailureLine
{
    private const int Longest = 500;
    private const int LongestRead = 4_000;

    /// <summary>The exception that tells most: reflection and parallel loops wrap the one that matters. Of several that ran in
    /// parallel it is the first in text order, since which one came first depends on the threads.</summary>
    public static Exception Cause(Exception exception)
    {
        // Bounded, because a plugin's exception can name itself as its cause.
        for (int depth = 0; depth < 16; depth++)
        {
            Exception? inner = exception switch
            {
                AggregateException many => many.Flatten().InnerExceptions
                    .OrderBy(TypeName, StringComparer.Ordinal).ThenBy(RawMessage, StringComparer.Ordinal).FirstOrDefault(),
                System.Reflection.TargetInvocationException call => call.InnerException,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }

            exception = inner;
        }

        return exception;
    }

    public static string TypeName(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    public static string Message(Exception exception) => Clean(RawMessage(exception));

    /// <summary>A stranger's text as a part of one line.</summary>
    public static string Clean(string text)
    {
        // It can be of any length; what lies far behind the cut is not searched for paths.
        string line = Breaks().Replace(Cut(text, LongestRead), " ");
        line = QuotedPath().Replace(line, "${quote}${name}${quote}");
        line = Path().Replace(line, "${name}").Trim();
        return line.Length <= Longest ? line : string.Concat(Cut(line, Longest), "…");
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private static string RawMessage(Exception exception)
    {
        try
        {
            return exception.Message ?? string.Empty;
        }
        catch (Exception)
        {
            // The property is a plugin's code too.
            return "(its message cannot be read)";
        }
    }

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(
        """(?<quote>['"])(?:[A-Za-z]:[\\/]|/|\\\\)(?:[^'"]*[\\/])?(?<name>[^'"\\/]*)\k<quote>""",
        RegexOptions.CultureInvariant)]
    private static partial Regex QuotedPath();

    [GeneratedRegex(
        """(?<![\w.:/\\])(?:[A-Za-z]:[\\/]|/|\\\\)(?:[^\s'"/\\:]+[\\/])+(?<name>[^\s'"/\\:]*)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
