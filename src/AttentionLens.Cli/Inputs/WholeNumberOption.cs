using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace AttentionLens.Cli;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class WholeNumberOption
{
    private const int LargestBatch = 4096;

    public static Option<T?> Create<T>(string name, string helpName, T least, T most, string description)
        where T : struct, IBinaryInteger<T> => new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens is [{ Value: string value }] ? value : string.Empty;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T number) && number >= least && number <= most)
                {
                    return number;
                }

                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{text}'; expected a whole number from {least} to {most}."));
                return null;
            },
        };

    public static Option<int?> BatchSize(string byDefault) =>
        Create("--batch-size", "N", 1, LargestBatch, $"How many inputs go through the model together; by default {byDefault}.");
}
