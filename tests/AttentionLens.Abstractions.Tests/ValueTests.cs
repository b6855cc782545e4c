using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Abstractions.Tests;

public sealed class ValueTests
{
    private static readonly FindingDescriptor Rule = new("AL9001", "Title", "{0} at {1:F2}", "Tests", Severity.Note, FindingScope.Head);

    [Fact]
    public void Finding_Arguments_AreFormattedInvariantly()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Finding finding = new(Rule, new SiteAddress(HookName.Parse("embed"), Head: 1), "head", 0.5);

            Assert.Equal("head at 0.50", finding.Message);
            Assert.Equal(Severity.Note, finding.Severity);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Finding_MissingArgument_Throws() => Assert.Throws<FormatException>(() => new Finding(Rule, default, "head"));

    [Fact]
    public void SiteAddress_Order_IsExampleHookHeadQueryKey()
    {
        SiteAddress[] addresses =
        [
            new(HookName.Parse("blocks.10.attn.q"), 0, Example: 0),
            new(HookName.Parse("blocks.2.attn.q"), 3, Example: 0),
            new(HookName.Parse("blocks.2.attn.q"), 1, 5, Example: 0),
            new(HookName.Parse("blocks.2.attn.q"), 1, Example: 0),
            new(null),
        ];

        Assert.Equal(
            ["model", "example 0/blocks.2.attn.q/head 1", "example 0/blocks.2.attn.q/head 1/query 5", "example 0/blocks.2.attn.q/head 3", "example 0/blocks.10.attn.q/head 0"],
            addresses.Order().Select(address => address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    public void ArtefactId_NotAnId_Throws(string value) => Assert.Throws<ArgumentException>(() => new ArtefactId(value));

    [Fact]
    public void ArtefactId_Segments_MakeAFileName() => Assert.Equal("maps.layer-2.head-3", new ArtefactId("maps/layer-2/head-3").FileName);

    [Fact]
    public void EncodedExample_MaskWithPaddingOnBothSides_FindsTheValidPart()
    {
        ImmutableArray<LensToken> tokens = [.. Enumerable.Range(0, 6).Select(id => new LensToken(id, $"t{id}", 0..0, false))];
        EncodedExample example = new(0, new LensInput(), tokens, [.. new int[6]], [false, true, false, true, true, false]);

        Assert.Equal((1, 4), (example.Start, example.Length));
        Assert.Equal(["t1", "t2", "t3", "t4"], example.ValidTokens.ToArray().Select(token => token.Text));
        Assert.Throws<ArgumentException>(() => new EncodedExample(0, new LensInput(), tokens, [0], [true]));
    }

    [Fact]
    public void AnalysisOptions_Given_AreCheckedAgainstTheSupportedOnes()
    {
        NumberOption threshold = new("threshold", "A share.", 0.5, 0, 1);
        ChoiceOption mode = new("mode", "A mode.", "fast", ["fast", "exact"]);
        OptionDescriptor[] supported = [threshold, mode];

        AnalysisOptions options = new(supported, [new("threshold", "0.25")]);

        Assert.Equal(0.25, options.Get(threshold));
        Assert.Equal("fast", options.Get(mode));
        foreach ((string key, string value, string part) in new[] { ("treshold", "1", "nearest: threshold"), ("threshold", "0,5", "from 0 to 1"), ("threshold", "2", "from 0 to 1"), ("mode", "slow", "fast, exact") })
        {
            LensInputException error = Assert.Throws<LensInputException>(() => new AnalysisOptions(supported, [new(key, value)]));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("no-such-folder", "does not exist")]
    [InlineData("empty", "holds no config.json")]
    [InlineData("broken", "not valid JSON")]
    [InlineData("deep", "not valid JSON")]
    [InlineData("list", "expected an object")]
    [InlineData("surrogate", "half a surrogate pair")]
    public void ModelFolder_BadFolder_ThrowsOneLine(string kind, string part)
    {
        string folder = Directory.CreateTempSubdirectory("lens-").FullName;
        string? config = kind switch { "broken" => "{", "deep" => new string('[', 100_000), "list" => "[]", "surrogate" => """{"model_type": "\ud800"}""", _ => null };
        if (config is not null)
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), config);
        }

        LensInputException error = Assert.Throws<LensInputException>(() => ModelFolder.Open(kind == "no-such-folder" ? Path.Combine(folder, kind) : folder));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Directory.Delete(folder, recursive: true);
    }
}
