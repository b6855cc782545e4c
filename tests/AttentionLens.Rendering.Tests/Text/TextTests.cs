namespace AttentionLens.Rendering.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\nb\tc", "a↵b⇥c")]
    [InlineData("a\0b\u001B", "a\uFFFDb\uFFFD")]
    [InlineData("\u202Eevil", "\uFFFDevil")]
    [InlineData("x\uFFFE", "x\uFFFD")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301")]
    public void Of_TextWithoutGlyphs_IsMadeVisible(string text, string expected) => Assert.Equal(expected, VisibleText.Of(text));

    [Fact]
    public void Of_LoneSurrogates_AreReplaced()
    {
        Assert.Equal("\uFFFDa\uFFFD", VisibleText.Of("\uD800a\uDC00"));
        Assert.Equal("\U0001F469", VisibleText.Of("\U0001F469"));
    }

    [Fact]
    public void Of_EndlessText_Ends()
    {
        string shown = VisibleText.Of(new string('x', 1_000_000));

        Assert.Equal(new string('x', 300) + "… (1000000 characters)", shown);
    }

    [Fact]
    public void Prose_ACaptionOfManySentences_IsKeptWhole()
    {
        string caption = string.Concat(Enumerable.Repeat("The mean over examples. ", 60));

        Assert.Equal(caption, VisibleText.Prose(caption));
    }

    [Theory]
    [InlineData(" the ", "␣the␣")]
    [InlineData("  ", "␣␣")]
    [InlineData("\u200B", "U+200B")]
    [InlineData("a b", "a b")]
    [InlineData("", "")]
    public void Label_SpacesAndInvisibles_CanBeSeen(string text, string expected) => Assert.Equal(expected, VisibleText.Label(text));

    [Theory]
    [InlineData("abc", 1.83)]
    [InlineData("学习", 2)]
    [InlineData("한", 1)]
    [InlineData("e\u0301", 0.61)]
    [InlineData("", 0)]
    public void Em_ByUnicodeClass_IsWideNarrowOrNothing(string text, double expected) => Assert.Equal(expected, TextWidth.Em(text), 9);

    [Fact]
    public void Mono_TooLong_EndsInAnEllipsisWithinTheWidth()
    {
        string elided = Elision.Mono("e\u0301e\u0301e\u0301e\u0301e\u0301", 2);

        Assert.Equal("e\u0301e\u0301…", elided);
        Assert.True(TextWidth.Em(elided) <= 2);
    }

    [Fact]
    public void SansLines_LongTitle_WrapsAndEnds()
    {
        List<string> lines = Elision.SansLines(string.Join(' ', Enumerable.Repeat("attention", 40)), 30, 3);

        Assert.Equal(3, lines.Count);
        Assert.EndsWith("…", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(TextWidth.SansEm(line) <= 30));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(-0.12345, "-0.123")]
    [InlineData(12.345, "12.35")]
    [InlineData(0.000123, "1.23e-4")]
    [InlineData(1234567, "1.23e+6")]
    [InlineData(double.NaN, "missing")]
    [InlineData(double.NegativeInfinity, "-∞")]
    public void Short_AnyNumber_HasAFewDigits(double value, string expected) => Assert.Equal(expected, NumberText.Short(value));

    [Theory]
    [InlineData(0.5, 3, "0.500")]
    [InlineData(-0.0, 2, "0.00")]
    [InlineData(0.00001, 2, "1e-5")]
    [InlineData(1e300, 2, "1e+300")]
    public void Fixed_AnyNumber_NeitherVanishesNorFillsThePage(double value, int decimals, string expected) =>
        Assert.Equal(expected, NumberText.Fixed(value, decimals));

    [Theory]
    [InlineData("أحب", true)]
    [InlineData("(שלום", true)]
    [InlineData("cat أحب", false)]
    [InlineData("12!", false)]
    public void IsRightToLeft_FirstLetter_Decides(string text, bool expected) => Assert.Equal(expected, Reading.IsRightToLeft(text));

    [Theory]
    [InlineData("[CLS] أحب [SEP]", true)]
    [InlineData("<s> أحب cat </s>", false)]
    [InlineData("[CLS] [SEP] 12", false)]
    public void IsRightToLeft_OfTokens_IsTheDirectionOfMostThatAreNoMarks(string tokens, bool expected) => Assert.Equal(expected, Reading.IsRightToLeft(tokens.Split(' ')));
}
