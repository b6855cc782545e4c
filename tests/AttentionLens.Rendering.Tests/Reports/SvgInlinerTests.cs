using System.Text;

namespace AttentionLens.Rendering.Tests;

public sealed class SvgInlinerTests
{
    private const string Root = "<svg xmlns=\"http://www.w3.org/2000/svg\"";

    [Fact]
    public void Inline_ScriptsHandlersAndLinks_AreLeftOut()
    {
        string inlined = Inlined(
            $"<?xml version=\"1.0\"?>{Root} xmlns:x=\"urn:x\" onload=\"a()\"><!-- b --><script>c()</script><x:y>d</x:y><foreignObject><p/></foreignObject>"
            + "<a href=\"https://example.org\"><rect onclick=\"e()\" width=\"1\"/></a><image href=\"data:image/png;base64,AA==\"/></svg>");

        Assert.Equal(
            $"{Root}><a><rect width=\"1\" /></a><image href=\"data:image/png;base64,AA==\" /></svg>", inlined);
    }

    [Fact]
    public void Inline_HeadingOfItsOwn_IsCutOff()
    {
        string inlined = Inlined($"{Root} width=\"50\" height=\"40\" viewBox=\"0 0 50 40\" data-heading-height=\"15\"></svg>");

        Assert.Contains("height=\"25\"", inlined, StringComparison.Ordinal);
        Assert.Contains("viewBox=\"0 15 50 25\"", inlined, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg>")]
    [InlineData("<svg/>")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>")]
    [InlineData("")]
    public void Inline_NoSvg_IsRefusedOnOneLine(string document)
    {
        string message = Assert.Throws<LensInputException>(() => Inlined(document)).Message;

        Assert.StartsWith("The renderer wrote ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static string Inlined(string document) => SvgInliner.Inline(Encoding.UTF8.GetBytes(document));
}
