namespace AttentionLens.Abstractions.Tests;

public sealed class HookNameTests
{
    [Theory]
    [InlineData("blocks.3.attn.pattern", "blocks.3.attn.pattern")]
    [InlineData("blocks.3.hook_resid_pre", "blocks.3.resid_pre")]
    [InlineData("blocks.3.attn.hook_q", "blocks.3.attn.q")]
    [InlineData("hook_embed", "embed")]
    [InlineData("ln_final.hook_normalized", "ln_final")]
    [InlineData("decoder.blocks.0.cross_attn.z", "decoder.blocks.0.cross_attn.z")]
    public void Parse_BothSpellings_PrintsOurs(string given, string expected)
    {
        HookName name = HookName.Parse(given);

        Assert.Equal(expected, name.ToString());
        Assert.Equal(name, HookName.Parse(name.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("blocks..attn")]
    [InlineData("blocks.0.")]
    [InlineData("Blocks.0")]
    [InlineData("blocks.*.attn")]
    [InlineData("blocks/0")]
    [InlineData("hook_")]
    [InlineData("bl\u00f6cke")]
    public void Parse_NotAName_Throws(string given)
    {
        FormatException error = Assert.Throws<FormatException>(() => HookName.Parse(given));

        Assert.Contains(given, error.Message, StringComparison.Ordinal);
        Assert.False(HookName.TryParse(given, null, out _));
    }

    [Fact]
    public void CompareTo_NumbersInNames_OrdersThemAsNumbers()
    {
        string[] names = ["blocks.10.attn.q", "blocks.2.attn.q", "blocks.2.attn.k", "embed", "blocks.2"];

        Assert.Equal(
            ["blocks.2", "blocks.2.attn.k", "blocks.2.attn.q", "blocks.10.attn.q", "embed"],
            names.Select(HookName.Parse).Order().Select(name => name.Value));
    }

    [Fact]
    public void TryFormat_ShortDestination_WritesNothing()
    {
        HookName name = HookName.Parse("embed");
        Span<char> four = stackalloc char[4];
        Span<char> five = stackalloc char[5];

        Assert.False(name.TryFormat(four, out int none, default, null));
        Assert.True(name.TryFormat(five, out int all, default, null));
        Assert.Equal((0, 5), (none, all));
        Assert.Equal("embed", five.ToString());
    }
}
