using System.Reflection;
using System.Text;

namespace AttentionLens.Hosting;

/// <summary>Makes one line of bounded length out of a stranger's text.</summary>
internal static class OneLine
{
    private const int Longest = 400;

    public static string Of(string text)
    {
        StringBuilder line = new(Math.Min(text.Length, Longest));
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBreak = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (!isBreak)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length >= Longest)
            {
                return line.Append('…').ToString();
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>The type and message of the exception that says most: the cause, where the outer one only wraps it.</summary>
    public static string Of(Exception exception)
    {
        Exception cause = Unwrap(exception);
        return Of($"{cause.GetType().Name}: {MessageOf(cause)}");
    }

    public static Exception Unwrap(Exception exception)
    {
        Exception cause = exception;
        while (cause is TargetInvocationException or TypeInitializationException or AggregateException { InnerExceptions.Count: 1 }
            && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        return cause;
    }

    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message;
        }
        catch (Exception)
        {
            // Message is virtual, and an exception type of a plugin can throw there too.
            return "(its message cannot be read)";
        }
    }
}
