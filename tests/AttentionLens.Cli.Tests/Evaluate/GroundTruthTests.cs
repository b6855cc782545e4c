using System.Globalization;
using AttentionLens.Cli.Tests.Documents;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Evaluate;

/// <summary>The tables of docs/ground-truth.md that are cheap to make again.</summary>
public sealed class GroundTruthTests
{
    // The last digit may differ between processors.
    private const double Tolerance = 0.0021;

    private static readonly string Document = Path.Combine(ReferenceData.Checkout, "docs", "ground-truth.md");

    [Fact]
    public async Task GroundTruth_CheapCommands_GiveTheTablesBelowThem()
    {
        string text = await File.ReadAllTextAsync(Document);
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        (ShellLine Command, int Line)[] cheap =
        [
            .. MarkdownBlocks.Of("ground-truth.md", text).Where(block => block.Language == "sh")
                .SelectMany(block => ShellLine.Commands(block.Lines).Select(command => (ShellLine.Parse(command), block.Line + block.Lines.Count)))
                .Where(entry => !entry.Item1.IsSlow),
        ];

        Assert.NotEmpty(cheap);
        foreach ((ShellLine command, int line) in cheap)
        {
            CliResult result = (await CliRunner.RunAsync([.. command.ToolArguments!.Select(InTheCheckout)])).AssertDone();
            AssertSameTable(TableBehind(lines, line), TableBehind([.. result.OutLines], 0));
        }
    }

    [Fact]
    public void GroundTruth_EveryCommand_HasATable()
    {
        string[] lines = File.ReadAllLines(Document);
        int[] commands = [.. Enumerable.Range(0, lines.Length).Where(line => lines[line].StartsWith("attentionlens evaluate", StringComparison.Ordinal))];

        Assert.True(commands.Length >= 6);
        Assert.All(commands, command => Assert.StartsWith("| method | ", TableBehind(lines, command)[0], StringComparison.Ordinal));
    }

    private static string InTheCheckout(string argument) => argument switch
    {
        _ when argument.StartsWith("samples/", StringComparison.Ordinal) => Path.Combine(ReferenceData.Checkout, argument),
        _ => argument,
    };

    private static string[] TableBehind(IEnumerable<string> lines, int first) =>
        [.. lines.Skip(first).SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))];

    private static void AssertSameTable(string[] expected, string[] actual)
    {
        Assert.Equal(expected[..2], actual[..2]);
        Assert.Equal(Rows(expected).Select(row => row[0]), Rows(actual).Select(row => row[0]));
        foreach ((string[] Stated, string[] Measured) row in Rows(expected).Zip(Rows(actual)))
        {
            foreach ((string Stated, string Measured) cell in row.Stated.Zip(row.Measured))
            {
                if (double.TryParse(cell.Stated, NumberStyles.Float, CultureInfo.InvariantCulture, out double stated))
                {
                    Assert.Equal(stated, double.Parse(cell.Measured, CultureInfo.InvariantCulture), Tolerance);
                }
                else
                {
                    Assert.Equal(cell.Stated, cell.Measured);
                }
            }
        }
    }

    private static IEnumerable<string[]> Rows(string[] table) => table.Skip(2).Select(row => row.Trim('|').Split('|', StringSplitOptions.TrimEntries));
}
