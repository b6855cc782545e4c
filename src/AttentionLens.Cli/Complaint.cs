using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary>Says what is wrong with the arguments.</summary>
internal static class Complaint
{
    /// <summary>One sentence about the first thing that is wrong; what is not known comes with the nearest that is.</summary>
    public static string About(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [string unknown, ..])
        {
            return command.Action is null && command.Subcommands.Count > 0
                ? $"A command is missing; expected one of {string.Join(", ", command.Subcommands.Select(subcommand => subcommand.Name))}."
                : parsed.Errors[0].Message;
        }

        string[] known = unknown.StartsWith('-')
            ? [.. command.Options.Select(option => option.Name)]
            : [.. command.Subcommands.Select(subcommand => subcommand.Name)];
        return known.Length > 0
            ? $"'{unknown}' is not known here; nearest: {string.Join(", ", Nearest.To(unknown, known, 2))}."
            : $"Argument '{unknown}' was not expected; a value that holds spaces stands in quotes.";
    }
}
