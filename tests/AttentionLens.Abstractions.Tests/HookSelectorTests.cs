namespace AttentionLens.Abstractions.Tests;

public sealed class HookSelectorTests
{
    private static readonly HookCatalog Catalog = new(
    [
        Point("embed", HookKind.Embedding, null),
        .. Enumerable.Range(0, 12).SelectMany(layer => new[]
        {
            Point($"blocks.{layer}.attn.q", HookKind.Query, layer),
            Point($"blocks.{layer}.attn.pattern", HookKind.Pattern, layer),
        }),
        Point("logits", HookKind.Logits, null) with { Capabilities = HookCapabilities.Read },
    ]);

    [Theory]
    [InlineData("blocks.*.attn.pattern", 12)]
    [InlineData("blocks.?.attn.pattern", 10)]
    [InlineData("blocks.1.attn.{q,pattern}", 2)]
    [InlineData("*", 26)]
    [InlineData("*.q", 12)]
    [InlineData("blocks.1*.attn.q", 3)]
    [InlineData("blocks.*.attn.hook_pattern", 12)]
    [InlineData("{embed,logits}", 2)]
    public void Resolve_Pattern_GivesMatchesInForwardOrder(string pattern, int expected)
    {
        IReadOnlyList<HookPoint> matches = Catalog.Resolve(HookSelector.Parse(pattern));

        Assert.Equal(expected, matches.Count);
        Assert.Equal(matches.Select(point => Catalog.IndexOf(point.Name)).Order(), matches.Select(point => Catalog.IndexOf(point.Name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("blocks.[0]")]
    [InlineData("blocks.{0,1")]
    [InlineData("blocks.0}")]
    [InlineData("a,b")]
    [InlineData("{a,{b}}")]
    [InlineData("(a+)+$")]
    public void Parse_NotAPattern_ThrowsOneLine(string pattern)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => HookSelector.Parse(pattern));

        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Resolve_NoMatch_NamesTheNearest()
    {
        HookNotFoundException error = Assert.Throws<HookNotFoundException>(() => Catalog.Resolve(HookSelector.Parse("blocks.3.attn.patern")));

        Assert.Contains("blocks.3.attn.pattern", error.Message, StringComparison.Ordinal);
        Assert.Throws<HookNotFoundException>(() => Catalog[HookName.Parse("unembed")]);
    }

    [Fact]
    public void Resolve_MissingCapability_Throws() =>
        Assert.Contains(
            "'logits' offers Read",
            Assert.Throws<LensInputException>(() => Catalog.Resolve(HookSelector.Parse("*"), HookCapabilities.Edit)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Of_KindAndLayers_SelectsThose()
    {
        Assert.Equal(
            ["blocks.2.attn.pattern", "blocks.3.attn.pattern"],
            Catalog.Resolve(HookSelector.Of(HookKind.Pattern, 2..4)).Select(point => point.Name.Value));
        Assert.Equal(2, Catalog.Resolve(HookSelector.Of(HookKind.Pattern, 10..)).Length);
        Assert.Throws<ArgumentException>(() => HookSelector.Of(HookKind.Pattern, ^2..));
    }

    [Fact]
    public void Equals_SameSelection_IsTrue()
    {
        HookSelector left = HookSelector.Parse("a.*") | HookSelector.Of(HookKind.Query, 1..3);

        Assert.Equal(left, HookSelector.Parse("a.*") | HookSelector.Of(HookKind.Query, 1..3));
        Assert.NotEqual(left, HookSelector.Parse("a.*") | HookSelector.Of(HookKind.Query, 1..4));
        Assert.Equal(left.GetHashCode(), (HookSelector.Parse("a.*") | HookSelector.Of(HookKind.Query, 1..3)).GetHashCode());
    }

    [Fact]
    public void Catalog_TwoPointsOfOneName_Throws() =>
        Assert.Throws<ArgumentException>(() => new HookCatalog([Point("embed", HookKind.Embedding, null), Point("embed", HookKind.Norm, null)]));

    private static HookPoint Point(string name, HookKind kind, int? layer) =>
        new(HookName.Parse(name), kind, string.Empty, layer, new TensorSpec([Axis.Batch], "activation"), HookCapabilities.All);
}
