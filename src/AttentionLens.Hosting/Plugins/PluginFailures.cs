using System.Reflection;
using System.Text.RegularExpressions;

namespace AttentionLens.Hosting;

/// <summary>Tells the failures of a plugin's build or installation from those of its logic.</summary>
public static partial class PluginFailures
{
    /// <summary>The rule for an exception that a plugin threw during a run: <see cref="HostFindings.FailedInRun"/> where a static
    /// constructor, a native library, an assembly, a type or a member failed it; null for every other exception.</summary>
    /// <param name="exception">What the plugin threw.</param>
    public static FindingDescriptor? Classify(Exception exception)
    {
        Exception cause = exception;
        while (cause is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && cause.InnerException is { } inner)
        {
            cause = inner;
        }

        // TypeLoadException covers DllNotFoundException and EntryPointNotFoundException.
        return cause is TypeInitializationException or TypeLoadException or BadImageFormatException or MissingMemberException or FileLoadException
            || cause is FileNotFoundException { FileName: { } name } && name.Contains(", Version=", StringComparison.Ordinal)
            ? HostFindings.FailedInRun
            : null;
    }

    /// <summary>The finding for an exception that <see cref="Classify"/> knows.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="exception">What the plugin threw.</param>
    /// <returns>The finding, with a message of one line; null where the exception is of another kind.</returns>
    public static Finding? ToFinding(string plugin, Exception exception) =>
        Classify(exception) is { } rule ? Describe(rule, plugin, FolderPattern().Replace(OneLine.Of(exception), string.Empty)) : null;

    internal static Finding Describe(FindingDescriptor rule, string label, string detail) =>
        new(rule, default, OneLine.Of(label), OneLine.Of(detail));

    // The runtime lists every place where it looked for a library; a report says the same on every machine.
    [GeneratedRegex(@"(?<![\w:/\\])(?:[A-Za-z]:\\|/)(?:[^\s'""/\\:]+[/\\])*", RegexOptions.CultureInvariant)]
    private static partial Regex FolderPattern();
}
