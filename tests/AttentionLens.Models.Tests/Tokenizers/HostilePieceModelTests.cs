using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class HostilePieceModelTests
{
    private static readonly string[] Texts = ["the cats", "  The\tcat  s \ufb01\u3314e\u0301", "x\U0001f600y <s>ZZ", new('a', 500)];

    public static TheoryData<byte[], string> Damaged => new()
    {
        { [], "has no pieces" },
        { Piece("a", 1, 1), "has no trainer_spec" },
        { Of(("a", 0, 1)), "has no unknown piece" },
        { [0xFF, 0xFF], "a number without an end" },
        { [.. Enumerable.Repeat((byte)0xFF, 20)], "a number without an end" },
        { [0x0A, 0x05, 0x0A], "a field 1 of 5 bytes where 1 are left" },
        { [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], "a field 1 of 9223372036854775807 bytes" },
        { [0x0B], "the wire type 3 in field 1" },
        { [0x02], "a field with the number 0" },
        { [0x08, 0x01], "field 1 as Varint where Delimited belongs" },
        { Piece("a", 1, 9), "piece 0 has the type 9" },
        { Piece(string.Empty, 1, 1), "piece 0 is empty" },
        { Piece("a", float.NaN, 1), "not finite" },
        { [0x0A, 0x03, 0x0A, 0x01, 0xFF], "not UTF-8" },
        { Of(("a", 0, 2), ("b", 0, 2)), "two unknown pieces, 0 and 1" },
        { Of(("a", 0, 2), ("a", 0, 1)), "stands in the vocabulary twice" },
        { Of(("a", 0, 2), ("<0x00>", 0, 6)), "the byte piece 1, '<0x00>'" },
        { (SamplePieces.Unigram with { SpellsBytes = true, Pieces = [("<0x00", 0, 6)] }).ToArray(), "the byte piece 0" },
        { (SamplePieces.Unigram with { Algorithm = 3 }).ToArray(), "model_type is WORD" },
        { (SamplePieces.Unigram with { Algorithm = 4 }).ToArray(), "model_type is CHAR" },
        { (SamplePieces.Unigram with { Algorithm = 77 }).ToArray(), "model_type is 77" },
        { (SamplePieces.Unigram with { CharacterMap = [1, 2, 3] }).ToArray(), "a character map of 3 bytes" },
        { (SamplePieces.Unigram with { CharacterMap = [0xFC, 0xFF, 0xFF, 0xFF, 0, 0] }).ToArray(), "has a trie of 4294967292" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Load_DamagedModel_IsOneClearError(byte[] model, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => Load(model));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData('a' | (0x1FFFFFu << 10), 0u, "leads to unit 2097")]
    [InlineData('a' | ('a' << 10), 0u, "goes on after 1024")]
    [InlineData('a' | (1u << 8) | (('a' ^ 1) << 10), 9u, "names the text at 9 of 4 bytes")]
    [InlineData('a' | (1u << 8) | (('a' ^ 1) << 10), 1u, "not UTF-8")]
    public void Encode_DamagedCharacterMap_IsAnError(uint letter, uint value, string expected)
    {
        // The root's children stand under their labels, and the value that the letter may have in unit 1.
        uint[] units = [.. Enumerable.Repeat(1u << 31, 256)];
        (units[0], units[1], units['a']) = (0, (1u << 31) | value, letter);
        byte[] map = CharacterMapBytes.Of(units, [0x61, 0xFF, 0x61, 0]);
        Tokenizer tokenizer = Load((SamplePieces.Unigram with { CharacterMap = map }).ToArray());

        LensInputException error = Assert.Throws<LensInputException>(() => tokenizer.Encode(new string('a', 3000)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_LongReplacement_IsAnErrorBeforeItFillsTheMemory()
    {
        Tokenizer tokenizer = Load((SamplePieces.Unigram with { Characters = [("a", new string('b', 20_000))] }).ToArray());
        Tokenizer shorter = Load((SamplePieces.Unigram with { Characters = [("a", new string('b', 10_000))] }).ToArray());

        Assert.Contains("more than 16384 bytes", Assert.Throws<LensInputException>(() => tokenizer.Encode("a")).Message, StringComparison.Ordinal);
        Assert.Contains("grows a text", Assert.Throws<LensInputException>(() => shorter.Encode(new string('a', 100))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_UnusedPiecesWithinEachOther_AreTakenApartWithoutDepth()
    {
        (string, float, int)[] nested = [.. Enumerable.Range(2, 3000).Select(length => (new string('a', length), (float)-length, PieceModelBytes.Unused))];
        PieceModelBytes model = SamplePieces.BytePairs with { Pieces = [("<unk>", 0, PieceModelBytes.Unknown), ("a", -1, 1), .. nested] };

        Assert.All(Load(model.ToArray()).Encode(new string('a', 3001)).Ids[1..], id => Assert.Equal(1, id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_TruncatedModel_IsAnError(bool bytePairs)
    {
        byte[] whole = (bytePairs ? SamplePieces.BytePairs : SamplePieces.Unigram).ToArray();
        using TokenizerFolderBuilder folder = new();
        for (int length = 0; length < whole.Length; length++)
        {
            folder.With("spiece.model", whole.AsSpan(0, length));
            Assert.DoesNotContain('\n', Assert.Throws<LensInputException>(folder.Load).Message);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_MutatedModel_WorksOrIsAnError(bool bytePairs)
    {
        byte[] whole = ((bytePairs ? SamplePieces.BytePairs : SamplePieces.Unigram) with { DecodedCharacters = [("a", "A")] }).ToArray();
        Random random = new(bytePairs ? 17 : 18);
        int working = 0;
        using TokenizerFolderBuilder folder = new();
        for (int round = 0; round < 1500; round++)
        {
            byte[] mutated = [.. whole];
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            try
            {
                Tokenizer tokenizer = folder.With("spiece.model", mutated).Load();
                working++;
                foreach (string text in Texts)
                {
                    tokenizer.Decode(tokenizer.Encode(text).Ids.AsSpan(), skipSpecialTokens: false);
                }
            }
            catch (LensInputException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        Assert.InRange(working, 1, 1499);
    }

    private static byte[] Of(params (string Text, float Score, int Kind)[] pieces) => new PieceModelBytes { Pieces = pieces }.ToArray();

    private static byte[] Piece(string text, float score, int kind) =>
        new WireBytes().Bytes(1, new WireBytes().Text(1, text).Single(2, score).Number(3, (ulong)kind).ToArray()).ToArray();

    private static Tokenizer Load(byte[] model)
    {
        using TokenizerFolderBuilder folder = new();
        return folder.With("spiece.model", model).Load();
    }
}
