using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

public sealed class TranslatedWordsTests
{
    private static readonly LensInput Input = new()
    {
        Text = "saw it .",
        TargetText = "hat es gesehen .",
        Alignment = [new WordLink(0, 0), new WordLink(1, 1), new WordLink(0, 2), new WordLink(2, 3)],
    };

    [Fact]
    public void Each_ALinkedTranslation_IsExplainedWordByWord()
    {
        ImmutableArray<LensInput> each = TranslatedWords.Each(Input, new Words(), new EncodeOptions());

        Assert.Equal([0, 1, 2, 3], each.Select(input => input.Position!.Value));
        Assert.Equal(["hat".Length, 2, 7, 1], each.Select(input => input.Target!.Value));
    }

    [Fact]
    public void Each_WordsThatAreNotThere_AreLeftOut()
    {
        LensInput wild = Input with { Alignment = [new WordLink(0, 99), new WordLink(-4, 1), new WordLink(7, -1)] };

        LensInput only = Assert.Single(TranslatedWords.Each(wild, new Words(), new EncodeOptions()));

        Assert.Equal(1, only.Position);
        Assert.Empty(Evidence.PositionsOf(new Words().Encode(0, only, new EncodeOptions())));
    }

    [Fact]
    public void Each_AnInputThatSaysWhatIsExplained_IsGivenBack()
    {
        Assert.All(
            (LensInput[])[Input with { Position = 2 }, Input with { Target = 1 }, Input with { Alignment = default }, Input with { Alignment = [] }],
            input => Assert.Same(input, Assert.Single(TranslatedWords.Each(input, new Words(), new EncodeOptions()))));
    }

    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 0 })]
    [InlineData(3, new[] { 2 })]
    [InlineData(4, new int[0])]
    public void EvidenceOf_APositionOfTheDecoder_IsWhatItsWordTranslates(int position, int[] expected) =>
        Assert.Equal(expected, Evidence.PositionsOf(new Words().Encode(0, Input with { Position = position }, new EncodeOptions())));

    /// <summary>One token a word, whose id is the word's length; the decoder reads a start token first.</summary>
    private sealed class Words : InputProcessor
    {
        public override int? MaxLength => null;

        public override EncodedExample Encode(long index, LensInput input, EncodeOptions options)
        {
            LensToken start = new(0, "<s>", default, IsSpecial: true);
            EncodedExample decoder = Of(index, input, [start, .. Tokens(input.TargetText!)]);
            return Of(index, input, Tokens(input.Text!)).WithDecoder(decoder);
        }

        public override InputBatch Collate(IReadOnlyList<EncodedExample> examples) => new([.. examples]);

        private static EncodedExample Of(long index, LensInput input, ImmutableArray<LensToken> tokens) => new(index, input, tokens, [.. tokens.Select(_ => 0)], [.. tokens.Select(_ => true)]);

        private static ImmutableArray<LensToken> Tokens(string text)
        {
            int start = 0;
            ImmutableArray<LensToken>.Builder tokens = ImmutableArray.CreateBuilder<LensToken>();
            foreach (string word in text.Split(' '))
            {
                tokens.Add(new LensToken(word.Length, word, start..(start + word.Length), IsSpecial: false));
                start += word.Length + 1;
            }

            return tokens.DrainToImmutable();
        }
    }
}
