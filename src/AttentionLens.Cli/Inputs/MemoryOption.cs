using System.CommandLine;
using System.Globalization;

namespace AttentionLens.Cli;

/// <summary><c>--memory</c>: how many bytes values may take beside a model's weights.</summary>
internal static class MemoryOption
{
    private const string Name = "--memory";
    private static readonly (string Unit, double Bytes)[] Units =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1)];

    public static Option<long?> Create() => new(Name)
    {
        Description = "The most memory for values beside the model's weights, for instance 500MB or 2GiB; less memory takes more passes and changes no number.",
        HelpName = "SIZE",
        CustomParser = result =>
        {
            string text = result.Tokens is [{ Value: string value }] ? value : string.Empty;
            (string unit, double bytes) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.Ordinal));
            if (unit is not null
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
                && number * bytes is >= 1 and <= long.MaxValue / 2)
            {
                return (long)(number * bytes);
            }

            result.AddError($"{Name} is '{text}'; expected a size with its unit, for instance 500MB, 2GiB or 65536B.");
            return null;
        },
    };
}
