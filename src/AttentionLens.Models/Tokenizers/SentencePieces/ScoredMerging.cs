namespace AttentionLens.Models.Tokenizers;

/// <summary>Byte-pair encoding as SentencePiece does it: of all neighbours that form a piece, those with the best score are joined
/// first, and among equals the leftmost.</summary>
internal sealed class ScoredMerging : SegmentationModel
{
    private readonly SentencePieceModel _model;
    private readonly TokenTrie _kept;
    private readonly int[]? _bytes;
    private readonly int _longest;

    /// <summary>Creates the model.</summary>
    /// <param name="model">The pieces and their scores.</param>
    /// <param name="kept">Texts that are never joined with their neighbours.</param>
    public ScoredMerging(SentencePieceModel model, TokenTrie kept)
    {
        _model = model;
        _kept = kept;
        _bytes = model.Training.SpellsBytes ? ByteToken.AllIds(model.Vocabulary, model.Name) : null;
        _longest = model.Pieces.Where(piece => piece.IsOrdinary).Select(piece => piece.Text.Length).DefaultIfEmpty().Max();
    }

    public override void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens)
    {
        List<Symbol> symbols = Cut(piece);
        Dictionary<int, int> halves = Merge(piece, symbols);
        Stack<(int Start, int Length)> open = new();
        bool afterUnknown = false;
        for (int i = 0; i >= 0; i = symbols[i].Next)
        {
            open.Push((symbols[i].Start, symbols[i].Length));
            while (open.TryPop(out (int Start, int Length) part))
            {
                bool isKnown = TryFind(piece.Slice(part.Start, part.Length), out int id);
                if (isKnown && halves.TryGetValue(id, out int left))
                {
                    open.Push((part.Start + left, part.Length - left));
                    open.Push((part.Start, left));
                    continue;
                }

                Emit(piece, new PieceToken(isKnown ? id : _model.Unknown, part.Start, part.Length), afterUnknown, tokens);
                afterUnknown = !isKnown;
            }
        }
    }

    private List<Symbol> Cut(ReadOnlySpan<char> piece)
    {
        List<Symbol> symbols = new(piece.Length);
        for (int at = 0; at < piece.Length;)
        {
            int width = _kept.LongestMatch(TokenTrie.Root, piece[at..], out _);
            bool isKept = width > 0;
            if (!isKept)
            {
                CodePoint.At(piece, at, out width);
            }

            int next = at + width < piece.Length ? symbols.Count + 1 : -1;
            symbols.Add(new Symbol { Start = at, Length = width, IsKept = isKept, Previous = symbols.Count - 1, Next = next });
            at += width;
        }

        return symbols;
    }

    // The result tells where pieces that are not given out were joined, the last time that they could be.
    private Dictionary<int, int> Merge(ReadOnlySpan<char> piece, List<Symbol> symbols)
    {
        Dictionary<int, int> halves = [];
        PriorityQueue<(int Left, int Right, int Length), (float Cost, int Left)> queue = new();
        for (int i = 1; i < symbols.Count; i++)
        {
            Offer(piece, symbols, i - 1, i, queue, halves);
        }

        while (queue.TryDequeue(out (int Left, int Right, int Length) pair, out _))
        {
            Symbol left = symbols[pair.Left];
            Symbol right = symbols[pair.Right];
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
            {
                continue;
            }

            symbols[pair.Left] = left with { Length = pair.Length, Next = right.Next };
            symbols[pair.Right] = right with { Length = 0 };
            if (right.Next >= 0)
            {
                symbols[right.Next] = symbols[right.Next] with { Previous = pair.Left };
            }

            Offer(piece, symbols, left.Previous, pair.Left, queue, halves);
            Offer(piece, symbols, pair.Left, right.Next, queue, halves);
        }

        return halves;
    }

    private void Offer(
        ReadOnlySpan<char> piece,
        List<Symbol> symbols,
        int left,
        int right,
        PriorityQueue<(int Left, int Right, int Length), (float Cost, int Left)> queue,
        Dictionary<int, int> halves)
    {
        if (left < 0 || right < 0 || symbols[left].IsKept || symbols[right].IsKept)
        {
            return;
        }

        int length = symbols[left].Length + symbols[right].Length;
        if (length <= _longest && TryFind(piece.Slice(symbols[left].Start, length), out int id))
        {
            queue.Enqueue((left, right, length), (-_model.Pieces[id].Score, left));
            if (_model.Pieces[id].Kind == PieceKind.Unused)
            {
                halves[id] = symbols[left].Length;
            }
        }
    }

    private bool TryFind(ReadOnlySpan<char> text, out int id) =>
        _model.Vocabulary.TryGetId(text, out id) && _model.Pieces[id].IsOrdinary;

    private void Emit(ReadOnlySpan<char> piece, PieceToken token, bool afterUnknown, List<PieceToken> tokens)
    {
        if (token.Id != _model.Unknown)
        {
            tokens.Add(token);
        }
        else if (_bytes is not null)
        {
            ByteToken.Append(piece, token, _bytes, tokens);
        }
        else if (afterUnknown)
        {
            tokens[^1] = tokens[^1] with { Length = token.Start + token.Length - tokens[^1].Start };
        }
        else
        {
            tokens.Add(token);
        }
    }

    private readonly record struct Symbol
    {
        public int Start { get; init; }

        public int Length { get; init; }

        public bool IsKept { get; init; }

        public int Previous { get; init; }

        /// <summary>The symbol behind it; -1 for none.</summary>
        public int Next { get; init; }
    }
}
