namespace AttentionLens.Models.Tokenizers;

/// <summary>Leaves the text in one piece: what a file without a pre_tokenizer asks for.</summary>
internal sealed class WholePreTokenizer : PreTokenizer
{
    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        if (text.Length > 0)
        {
            pieces.Add(text);
        }
    }
}
