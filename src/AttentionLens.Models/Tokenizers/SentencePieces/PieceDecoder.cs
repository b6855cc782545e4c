using System.Runtime.InteropServices;
using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Puts pieces together as SentencePiece does. Tokens that are no business of the model stand as they are spelled.</summary>
/// <param name="model">The model.</param>
/// <param name="verbatim">The tokens that stand as they are spelled.</param>
internal sealed class PieceDecoder(SentencePieceModel model, IEnumerable<string> verbatim) : TokenDecoder
{
    private const string Mark = "\u2581";

    private readonly HashSet<string> _verbatim = [.. verbatim];
    private readonly bool _dropsFirstSpace = model.Normalization.AddsSpace || model.Normalization.DropsExtraSpaces;
    private readonly PieceNormalizer? _denormalizer =
        model.Denormalization is { } rules ? new PieceNormalizer(rules, new TokenTrie(), spaceBehind: false) : null;

    public override List<string> Decode(List<string> tokens)
    {
        List<string> texts = [];
        Span<string> all = CollectionsMarshal.AsSpan(tokens);
        int start = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (_verbatim.Contains(all[i]))
            {
                texts.Add(DecodeRun(all[start..i]));
                texts.Add(all[i]);
                start = i + 1;
            }
        }

        texts.Add(DecodeRun(all[start..]));
        return texts;
    }

    private string DecodeRun(ReadOnlySpan<string> tokens)
    {
        StringBuilder text = new();
        List<byte> bytes = [];
        bool atBeginning = true;
        bool droppedSpace = false;
        foreach (string token in tokens)
        {
            PieceKind? kind = model.Vocabulary.IdOf(token) is { } id ? model.Pieces[id].Kind : null;
            if (kind == PieceKind.Byte && ByteToken.TryRead(token, out byte value))
            {
                bytes.Add(value);
                continue;
            }

            Close(bytes, text);
            atBeginning &= !droppedSpace && text.Length == 0;
            droppedSpace = false;
            switch (kind)
            {
                case PieceKind.Control:
                    break;
                case PieceKind.Unknown:
                    text.Append(model.Training.UnknownSurface);
                    break;
                default:
                    bool drops = atBeginning && _dropsFirstSpace && token.StartsWith(SentencePiece.Mark);
                    text.Append(token.AsSpan(drops ? 1 : 0));
                    droppedSpace = drops && !model.Normalization.DropsExtraSpaces;
                    break;
            }
        }

        Close(bytes, text);
        string decoded = text.Replace(Mark, " ").ToString();
        return _denormalizer is null ? decoded : _denormalizer.Normalize(AlignedText.Of(decoded)).Units.ToString();
    }

    private static void Close(List<byte> bytes, StringBuilder text)
    {
        ReadOnlySpan<byte> rest = CollectionsMarshal.AsSpan(bytes);
        Span<char> units = stackalloc char[2];
        while (!rest.IsEmpty)
        {
            // Every byte that begins no character becomes U+FFFD, one at a time.
            bool isValid = Rune.DecodeFromUtf8(rest, out Rune rune, out int width) == System.Buffers.OperationStatus.Done;
            text.Append(isValid ? units[..rune.EncodeToUtf16(units)] : "\uFFFD");
            rest = rest[(isValid ? width : 1)..];
        }

        bytes.Clear();
    }
}
