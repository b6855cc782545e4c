using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>Checks <c>--batch-size</c>.</summary>
internal static class BatchSizes
{
    private const int Most = 4096;

    public static int? Check(int? size) => size is null or (>= 1 and <= Most)
        ? size
        : throw new LensInputException(string.Create(CultureInfo.InvariantCulture, $"--batch-size is {size}; expected a number from 1 to {Most}."));
}
