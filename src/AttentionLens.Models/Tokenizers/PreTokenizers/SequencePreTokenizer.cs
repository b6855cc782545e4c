namespace AttentionLens.Models.Tokenizers;

/// <summary>Several pre-tokenizers, each cutting the pieces of the one before.</summary>
internal sealed class SequencePreTokenizer(IReadOnlyList<PreTokenizer> steps) : PreTokenizer
{
    public override bool AddsPrefixSpace => steps.Any(step => step.AddsPrefixSpace);

    public override void Split(AlignedText text, List<AlignedText> pieces)
    {
        List<AlignedText> current = [text];
        foreach (PreTokenizer step in steps)
        {
            List<AlignedText> next = new(current.Count);
            foreach (AlignedText piece in current)
            {
                step.Split(piece, next);
            }

            current = next;
        }

        pieces.AddRange(current.Where(piece => piece.Length > 0));
    }
}
