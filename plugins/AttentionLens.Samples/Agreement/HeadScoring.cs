using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Samples;

/// <summary>Adds up where every head looks.</summary>
internal sealed class HeadScoring
{
    private readonly double[] _induction;
    private readonly double[] _previous;
    private readonly int _heads;
    private long _inductionQueries;
    private long _previousQueries;

    /// <param name="layers">The blocks of the model.</param>
    /// <param name="heads">The heads of a block.</param>
    public HeadScoring(int layers, int heads)
    {
        _heads = heads;
        _induction = new double[layers * heads];
        _previous = new double[layers * heads];
    }

    /// <summary>Adds the patterns of one block.</summary>
    /// <param name="hook">The block's <c>attn.pattern</c>, [batch, head, query, key].</param>
    /// <param name="sequences">The sequences of the batch.</param>
    public void Add(in HookContext hook, ReadOnlySpan<RepeatedSequence> sequences)
    {
        int layer = hook.Hook.Layer ?? 0;
        for (int example = 0; example < sequences.Length; example++)
        {
            ReadOnlyTensorSpan<float> pattern = hook.ForExample(example);
            RepeatedSequence sequence = sequences[example];
            int length = sequence.Ids.Length;
            _inductionQueries += layer == 0 ? sequence.Copy.Length - 1 : 0;
            _previousQueries += layer == 0 ? length - 1 : 0;
            for (int head = 0; head < _heads; head++)
            {
                int row = (layer * _heads) + head;
                for (int query = 1; query < length; query++)
                {
                    _previous[row] += pattern[head, query, query - 1];
                }

                for (int query = sequence.SecondCopy; query < length - 1; query++)
                {
                    _induction[row] += pattern[head, query, query + 1 - sequence.Period];
                }
            }
        }
    }

    /// <summary>The scores of all heads, by block and head.</summary>
    public ImmutableArray<HeadScore> ToScores() =>
    [
        .. Enumerable.Range(0, _induction.Length).Select(row => new HeadScore(
            row / _heads, row % _heads, _induction[row] / _inductionQueries, _previous[row] / _previousQueries)),
    ];
}
