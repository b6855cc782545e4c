namespace AttentionLens.Samples.Tests;

/// <summary>What a label follows from.</summary>
public sealed class ReviewTests
{
    [Theory]
    [InlineData("+good", 1)]
    [InlineData("-bad", 0)]
    [InlineData("!not +good", 0)]
    [InlineData("!not -bad", 1)]
    [InlineData("!never !failed_to +impress", 1)]
    [InlineData("!never !failed_to -bore", 0)]
    [InlineData("!neither +good / !nor +nice", 0)]
    [InlineData("+good / -bad", null)]
    [InlineData("film", null)]
    public void Label_DecidingWords_FollowsFromPolarityAndNegation(string words, int? label) =>
        Assert.Equal(label, new Review([.. Read(words, decides: true)], "plain").Label);

    [Fact]
    public void Label_OpinionThatDoesNotDecide_IsNotCounted() =>
        Assert.Equal(1, new Review([.. Read("-bad -awful", decides: false), .. Read("/ / +good", decides: true)], "but").Label);

    [Fact]
    public void CountedLabel_Negation_IsNotSeen() =>
        Assert.Equal(1, new Review([.. Read("!not +good", decides: true)], "plain").CountedLabel);

    [Fact]
    public void Of_ReviewWords_AreSpacedAndCapitalized()
    {
        ReviewText text = ReviewText.Of(
        [
            .. new[] { "it", "was", "a", "awful", "film", ",", "I", "left", ".", "a", "useless", "story", "!" }
                .Select(word => new ReviewWord(word, WordRole.Structure)),
        ]);

        Assert.Equal("It was an awful film, I left. A useless story!", text.Text);
        Assert.Equal("awful", text.Text[text.Spans[3].Start..text.Spans[3].End]);
        Assert.Equal(".", text.Text[text.Spans[8].Start..text.Spans[8].End]);
    }

    private static IEnumerable<ReviewWord> Read(string words, bool decides)
    {
        int opinion = 0;
        foreach (string word in words.Split(' '))
        {
            if (word == "/")
            {
                opinion++;
                continue;
            }

            yield return word[0] switch
            {
                '+' or '-' => new ReviewWord(word[1..], WordRole.Sentiment)
                {
                    Polarity = word[0] == '+' ? 1 : -1,
                    Opinion = opinion,
                    Decides = decides,
                },
                '!' => new ReviewWord(word[1..], WordRole.Negator) { Opinion = opinion, Decides = decides },
                _ => new ReviewWord(word, WordRole.Topic),
            };
        }
    }
}
