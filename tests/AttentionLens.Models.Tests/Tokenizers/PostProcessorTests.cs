using AttentionLens.Models.Tokenizers;

namespace AttentionLens.Tests.Tokenizers;

public sealed class PostProcessorTests
{
    private const string Model = """{"type": "WordLevel", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "a": 1, "b": 2, "<s>": 3, "</s>": 4}}""";

    [Theory]
    [InlineData("null", "1", "1 2", "0 1")]
    [InlineData("""{"type": "BertProcessing", "sep": ["</s>", 4], "cls": ["<s>", 3]}""", "3 1 4", "3 1 4 2 4", "0 0 0 1 1")]
    [InlineData("""{"type": "RobertaProcessing", "sep": ["</s>", 4], "cls": ["<s>", 3], "trim_offsets": true, "add_prefix_space": false}""", "3 1 4", "3 1 4 4 2 4", "0 0 0 0 0 0")]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false}""", "1", "1 2", "0 1")]
    [InlineData(
        """
        {"type": "Sequence", "processors": [{"type": "ByteLevel"}, {"type": "TemplateProcessing",
         "single": [{"Sequence": {"id": "A", "type_id": 2}}, {"SpecialToken": {"id": "end", "type_id": 3}}],
         "pair": [{"Sequence": {"id": "B", "type_id": 1}}, {"Sequence": {"id": "A", "type_id": 0}}],
         "special_tokens": {"end": {"id": "end", "ids": [4, 3], "tokens": ["</s>", "<s>"]}}}]}
        """,
        "1 4 3",
        "2 1",
        "1 0")]
    public void Encode_Template_PutsTokensAroundTheTexts(string postProcessor, string single, string pair, string pairTypes)
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(Model, postProcessor: postProcessor));

        Assert.Equal(single, string.Join(' ', tokenizer.Encode("a").Ids));
        Tokenization both = tokenizer.Encode("a", "b");
        Assert.Equal(pair, string.Join(' ', both.Ids));
        Assert.Equal(pairTypes, string.Join(' ', both.TypeIds));
        Assert.Equal<int>(both.Ids.Select(id => id switch { 1 => 0, 2 => 1, _ => -1 }), both.SequenceIds);
        Assert.Equal(both.Ids.Select(id => id > 2), both.Tokens.Select(token => token.IsSpecial));
    }

    [Fact]
    public void Encode_WithoutSpecialTokens_LeavesTheTemplateOut()
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            Model, postProcessor: """{"type": "BertProcessing", "sep": ["</s>", 4], "cls": ["<s>", 3]}"""));

        Assert.Equal<int>([1, 2], tokenizer.Encode("a", "b", new TokenizeOptions { AddSpecialTokens = false }).Ids);
    }

    [Theory]
    [InlineData(true, "0..2 3..4")]
    [InlineData(false, "0..2 2..4")]
    public void Encode_TrimOffsets_LeavesTheSpaceOutOfTheSource(bool trim, string expected)
    {
        Tokenizer tokenizer = TokenizerJsonText.Load(TokenizerJsonText.Write(
            preTokenizer: """{"type": "ByteLevel", "add_prefix_space": false}""",
            postProcessor: $$"""{"type": "ByteLevel", "trim_offsets": {{(trim ? "true" : "false")}}}"""));

        Assert.Equal(expected, string.Join(' ', tokenizer.Encode("ab c").Tokens.Select(token => token.Source)));
    }
}
