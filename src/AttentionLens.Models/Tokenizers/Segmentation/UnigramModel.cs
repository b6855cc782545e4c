using System.Text;
using System.Text.Json;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Chooses the tokens whose log probabilities add up to the most.</summary>
/// <remarks>Source: Kudo 2018, "Subword Regularization", section 3.2, the best segmentation by Viterbi.</remarks>
internal sealed class UnigramModel : SegmentationModel
{
    // How much less likely than the rarest token an unknown character is, in nats; SentencePiece's number.
    private const double UnknownPenalty = 10;

    private readonly TokenTrie _trie;
    private readonly double[] _scores;
    private readonly int? _unknown;
    private readonly double _unknownScore;
    private readonly bool _isSingle;
    private readonly int[]? _bytes;
    private readonly string _place;

    private UnigramModel(Vocabulary vocabulary, TokenTrie trie, double[] scores, double unknownScore, int? unknown, bool byteFallback, string place)
    {
        _trie = trie;
        _scores = scores;
        _unknown = unknown;
        _place = place;
        _unknownScore = unknownScore;
        UnknownToken = unknown is { } known && vocabulary.TryGetToken(known, out string? text) ? text : null;
        _bytes = byteFallback ? ByteToken.AllIds(vocabulary, place) : null;
    }

    // SentencePiece keeps sums in single precision and compares them with candidates in double, which decides between near ties.
    private UnigramModel(SentencePieceModel model, TokenTrie trie, double[] scores, float unknownScore)
        : this(model.Vocabulary, trie, scores, unknownScore, model.Unknown, model.Training.SpellsBytes, model.Name) => _isSingle = true;

    public override string? UnknownToken { get; }

    public static UnigramModel Read(ComponentSettings settings, Vocabulary vocabulary)
    {
        List<double> scores = [];
        foreach ((JsonElement entry, string place) in settings.Items("vocab"))
        {
            if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2)
            {
                throw new LensInputException($"{place} is {ComponentSettings.Described(entry)}; expected a list of a token and its score.");
            }

            vocabulary.Add(ComponentSettings.TextOf(entry[0], place), scores.Count, place);
            scores.Add(ScoreOf(entry[1], place));
        }

        int? unknown = settings.Find("unk_id") is null ? null : settings.Count("unk_id");
        if (unknown >= scores.Count)
        {
            throw new LensInputException($"{settings.Place}.unk_id is {unknown}; expected less than the {scores.Count} tokens of the vocabulary.");
        }

        TokenTrie trie = new();
        foreach ((string token, int id) in vocabulary.Tokens.Where(token => token.Key.Length > 0))
        {
            trie.Add(token, id);
        }

        double unknownScore = scores.DefaultIfEmpty().Min() - UnknownPenalty;
        return new UnigramModel(
            vocabulary, trie, [.. scores], unknownScore, unknown, settings.Flag("byte_fallback", absent: false), settings.Place);
    }

    /// <summary>The model of a SentencePiece file. Pieces that are not ordinary are found in no text, and those that users defined
    /// are all but certain.</summary>
    public static UnigramModel Of(SentencePieceModel model)
    {
        float[] normal = [.. model.Pieces.Where(piece => piece.Kind == PieceKind.Normal).Select(piece => piece.Score)];

        // Not below the smallest normal number: SentencePiece starts there, so that with log probabilities it is the maximum.
        float highest = normal.Append(1.17549435e-38f).Max();
        float lowest = normal.Append(float.MaxValue).Min();
        TokenTrie trie = new();
        double[] scores = new double[model.Pieces.Count];
        for (int id = 0; id < scores.Length; id++)
        {
            SentencePiece piece = model.Pieces[id];
            if (piece.Kind is PieceKind.Normal or PieceKind.UserDefined)
            {
                trie.Add(piece.Text, id);
                scores[id] = piece.Kind == PieceKind.Normal ? piece.Score : (Encoding.UTF8.GetByteCount(piece.Text) * highest) - 0.1;
            }
        }

        return new UnigramModel(model, trie, scores, lowest - (float)UnknownPenalty);
    }

    public override void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens)
    {
        Step[] best = FindBest(piece);
        List<PieceToken> path = [];
        for (int end = piece.Length; end > 0; end = best[end].Start)
        {
            PieceToken token = new(best[end].Id, best[end].Start, end - best[end].Start);

            // Unknown neighbours are one token.
            if (token.Id < 0 && path.Count > 0 && path[^1].Id < 0)
            {
                path[^1] = token with { Length = token.Length + path[^1].Length };
            }
            else
            {
                path.Add(token);
            }
        }

        for (int i = path.Count - 1; i >= 0; i--)
        {
            Emit(path[i], piece, tokens);
        }
    }

    private Step[] FindBest(ReadOnlySpan<char> piece)
    {
        Step[] best = new Step[piece.Length + 1];
        Array.Fill(best, new Step(-1, -1, double.NegativeInfinity));
        best[0] = new Step(0, -1, 0);
        for (int start = 0; start < piece.Length;)
        {
            CodePoint.At(piece, start, out int width);
            double before = best[start].Score;
            bool single = false;
            int node = TokenTrie.Root;
            for (int end = start + 1; end <= piece.Length && _trie.TryStep(node, piece[end - 1], out node, out int id); end++)
            {
                if (id >= 0)
                {
                    Offer(best, end, new Step(start, id, before + _scores[id]));
                    single |= end - start == width;
                }
            }

            if (!single)
            {
                double score = before + _unknownScore;
                Offer(best, start + width, new Step(start, -1, _isSingle ? (float)score : score));
            }

            start += width;
        }

        return best;
    }

    private void Offer(Step[] best, int end, Step candidate)
    {
        if (best[end].Start < 0 || candidate.Score > best[end].Score)
        {
            best[end] = _isSingle ? candidate with { Score = (float)candidate.Score } : candidate;
        }
    }

    private static double ScoreOf(JsonElement value, string place) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double score) && double.IsFinite(score)
            ? score
            : throw new LensInputException($"{place}[1] is {ComponentSettings.Described(value)}; expected the score of a token.");

    private void Emit(PieceToken token, ReadOnlySpan<char> piece, List<PieceToken> tokens)
    {
        if (token.Id >= 0)
        {
            tokens.Add(token);
        }
        else if (_bytes is not null)
        {
            ByteToken.Append(piece, token, _bytes, tokens);
        }
        else
        {
            tokens.Add(token with
            {
                Id = _unknown ?? throw new LensInputException(
                    $"{_place} has no unk_id, and the vocabulary cannot spell {Quote.Short(piece.Slice(token.Start, token.Length))}; give it one."),
            });
        }
    }

    private readonly record struct Step(int Start, int Id, double Score);
}
