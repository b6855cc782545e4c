using System.CommandLine;
using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>Options that take a number within bounds.</summary>
internal static class NumberOption
{
    public static Option<double?> Create(string name, string helpName, double least, double most, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens is [{ Value: string value }] ? value : string.Empty;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; expected a number from {least} to {most}."));
            return null;
        },
    };
}
